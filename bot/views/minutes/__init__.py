"""The minutes of a meeting as people see them."""
