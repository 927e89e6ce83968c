"""One package per chat platform; none of them knows another."""
