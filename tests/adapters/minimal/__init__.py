"""A fourth platform that only the tests have: it shows that a new adapter needs no change in bot/."""
