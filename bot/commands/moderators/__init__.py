"""The commands that moderators alone may give, a file a feature."""
