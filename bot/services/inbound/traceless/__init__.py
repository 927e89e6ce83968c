"""Commands of which nothing is written down that leads to whoever gave them."""
