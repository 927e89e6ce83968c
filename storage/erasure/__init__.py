"""Erasing a participant, and the list that keeps old copies from bringing them back."""
