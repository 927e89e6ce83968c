"""What the bot needs from outside, as small Protocols: a platform, a store, a clock."""
