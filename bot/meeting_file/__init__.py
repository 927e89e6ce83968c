"""The meeting file: read, checked, and turned into the domain's plan."""
