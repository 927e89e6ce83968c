"""A trial in an organiser's rooms, by a clock that tests move."""
