"""A homeserver of one's own on loopback, for the demo and for the tests."""
