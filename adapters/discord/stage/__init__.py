"""Stage channels: hands that are raised there, and who speaks."""
