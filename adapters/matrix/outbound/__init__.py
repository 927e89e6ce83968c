"""From documents to Matrix events."""
