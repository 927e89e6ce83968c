"""The bot as a whole, on platforms in memory."""
