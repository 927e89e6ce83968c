"""The commands that everyone may give, a file a feature."""
