"""What people see of a meeting."""
