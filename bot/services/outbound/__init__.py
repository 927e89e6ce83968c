"""From the outbox to the platforms: whom it reaches, in which words, once."""
