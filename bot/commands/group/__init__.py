"""Commands of the group that goes on after meetings."""
