"""The demo: the example meeting in a terminal, by a script and a clock that can be moved."""
