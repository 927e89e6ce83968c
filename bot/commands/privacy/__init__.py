"""What is kept of people: to see it, and to have it go."""
