"""Dates that people agree on: read from words, repeated, and reminded of."""
