"""The minutes as a file, by a template."""
