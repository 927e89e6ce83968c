"""The configuration: where each setting comes from, and what is wrong with it."""
