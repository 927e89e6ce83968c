"""A group that goes on for a year."""
