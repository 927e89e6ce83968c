"""A Discord on loopback: REST and gateway over real sockets, and people who use it. For tests alone."""

from tests.discord_server.registered import NotOffered
from tests.discord_server.server import DiscordServer
from tests.discord_server.world import Message, Thread

__all__ = ["DiscordServer", "Message", "NotOffered", "Thread"]
