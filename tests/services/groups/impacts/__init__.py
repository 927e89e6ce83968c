"""Impact notes in a whole bot."""
