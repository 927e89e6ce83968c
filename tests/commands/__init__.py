"""Commands as values and as typed text."""
