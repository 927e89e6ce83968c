"""The simulation, the demo, and what they are made of."""
