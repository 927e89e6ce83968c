"""Everybody's place: the rule played on to whoever asks, and kept for the next question."""
