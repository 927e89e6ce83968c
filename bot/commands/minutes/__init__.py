"""What people add to the minutes of a meeting."""
