"""Texts that a group writes and signs together, by a deadline."""
