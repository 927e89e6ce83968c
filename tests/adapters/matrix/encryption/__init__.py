"""Keys that are late, lost, or too many."""
