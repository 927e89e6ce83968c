"""What people see of the group that goes on after meetings."""
