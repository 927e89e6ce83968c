"""Setting up a meeting, by a whole bot on platforms in memory."""
