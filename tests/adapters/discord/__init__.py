"""The Discord adapter against the loopback Discord."""
