"""`evenfloor matrix-demo`: the example meeting on a homeserver of its own."""
