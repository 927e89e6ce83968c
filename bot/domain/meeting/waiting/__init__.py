"""Waiting for the floor: one ticket, and the line of all of them."""
