"""Setting up a meeting on a Discord server."""
