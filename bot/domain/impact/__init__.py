"""Impact notes: what happens to people in a country, where it can be read, and who has looked at it."""
