"""The fair queue: its guarantees, its cases, and its order of all positions."""
