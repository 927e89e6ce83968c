"""What follows on a Stage."""
