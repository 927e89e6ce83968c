"""From the sync to invocations."""
