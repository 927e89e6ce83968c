"""Discord's own description of its API, and requests held against it."""
