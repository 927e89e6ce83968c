"""What every adapter, and every database, must pass."""
