"""What was probably meant by words that are no command and no choice."""
