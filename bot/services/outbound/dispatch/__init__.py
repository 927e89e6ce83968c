"""What waits in the outbox goes out: in order, at once, and as fast as the platform takes it."""
