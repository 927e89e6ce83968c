"""From Discord's events to invocations."""
