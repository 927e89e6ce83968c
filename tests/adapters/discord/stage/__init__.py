"""Stage channels."""
