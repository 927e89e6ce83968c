"""What a meeting was, recounted from its log."""
