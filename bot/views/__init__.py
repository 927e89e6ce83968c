"""What people see of a meeting: its state as messages, for answers, announcements and the board alike."""
