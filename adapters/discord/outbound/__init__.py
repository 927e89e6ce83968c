"""From documents to Discord's messages."""
