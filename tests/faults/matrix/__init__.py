"""The whole program on a real homeserver: either is killed, stopped or slow while people give commands."""
