"""Cases for `evenfloor order`."""
