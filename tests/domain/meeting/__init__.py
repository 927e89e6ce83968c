"""One meeting: random histories, the rules of undo, the clock, and what is refused."""
