"""A Discord, an inbox, and the adapter between them."""

from collections.abc import AsyncIterator

import pytest

from adapters.discord.platform import DiscordPlatform
from tests.adapters.discord.support import Remembering, adapter, running
from tests.discord_server import DiscordServer


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as one:
        yield one


@pytest.fixture
def inbox() -> Remembering:
    return Remembering()


@pytest.fixture
async def platform(server: DiscordServer, inbox: Remembering) -> AsyncIterator[DiscordPlatform]:
    async with running(adapter(server), inbox) as one:
        yield one


@pytest.fixture
def room(server: DiscordServer) -> str:
    return server.add_channel("hall")
