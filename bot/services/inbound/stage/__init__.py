"""Who comes to the Stage, and who leaves it."""
