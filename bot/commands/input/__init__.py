"""What people type: taken apart, and matched with commands, choices, people and lengths of time."""
