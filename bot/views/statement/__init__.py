"""Joint statements as people see them."""
