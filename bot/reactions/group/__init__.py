"""What follows in the group that goes on after meetings."""
