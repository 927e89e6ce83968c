"""Odd inputs by the thousand, from a homeserver that is none, to the adapter with the real nio."""
