"""The meeting file and the configuration."""
