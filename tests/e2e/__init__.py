"""The whole program as a process of its own, with a real homeserver and a loopback Discord."""
