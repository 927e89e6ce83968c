"""Each adapter against a real or loopback server, and the contract that all of them keep."""
