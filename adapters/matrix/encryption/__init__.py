"""Encryption: nio as the bot uses it, one odd event or device at a time."""
