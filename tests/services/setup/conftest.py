"""A bot on a Discord with servers, and a code."""

from collections.abc import AsyncIterator

import pytest

from tests.services.conftest import Play
from tests.services.setup.organiser import Organiser, Server, make_code, server
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform


@pytest.fixture
def there(discord: InMemoryPlatform) -> Server:
    made = server()
    discord.premises = made
    return made


@pytest.fixture
async def bot(play: Play, there: Server) -> AsyncIterator[BotDriver]:
    del there
    async with play() as bot:
        await make_code(bot)
        yield bot


@pytest.fixture
def eve(bot: BotDriver) -> Organiser:
    return Organiser(bot)
