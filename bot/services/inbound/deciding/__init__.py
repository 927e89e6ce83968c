"""What becomes of one command, in one transaction."""
