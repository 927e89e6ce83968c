"""The demo, and what it is played with."""
