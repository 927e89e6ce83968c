"""Who is in a voice or Stage channel."""
