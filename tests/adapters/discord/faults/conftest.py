"""A meeting on Discord in which something goes wrong."""

from collections.abc import AsyncIterator

import pytest

from bot.messages.catalogue import Catalogues, load_catalogues
from bot.ports.store import Store
from tests.adapters.discord.faults.whole import Whole
from tests.discord_server import DiscordServer


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    return load_catalogues()


@pytest.fixture
def whole(server: DiscordServer, store: Store, catalogues: Catalogues) -> Whole:
    """Nothing runs yet."""
    vera = server.add_moderator("Vera")
    room, private = server.add_channel("hall"), server.add_channel("moderators", seen_by=[vera])
    return Whole(server, store, catalogues, room, private, vera)


@pytest.fixture
async def debating(whole: Whole) -> AsyncIterator[Whole]:
    """The bot runs, and turns are given."""
    async with whole.running():
        await whole.debate()
        yield whole
