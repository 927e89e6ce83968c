"""One meeting: the events it is made of, how they fold into a state, and what may be decided in it."""
