"""Working groups: groups within a group, and the calls that a group holds."""
