"""What people see of the dates of a group."""
