"""What is kept of people only so long: until they ask for it, or until nobody needs it."""
