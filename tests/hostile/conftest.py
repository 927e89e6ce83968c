"""A Discord server of one's own."""

from tests.adapters.discord.conftest import server

__all__ = ["server"]
