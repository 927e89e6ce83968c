"""What goes wrong on Discord, as a test orders it."""
