"""Trying everything in an organiser's own rooms, and taking it away again."""
