"""Working groups and calls as people see them."""
