"""The bot is killed at every moment that matters, and must go on as if nothing had been."""
