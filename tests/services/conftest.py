"""A bot that plays a small meeting."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.identity import Identity
from bot.messages.catalogue import Catalogues, load_catalogues
from bot.ports.store import Store
from tests.support.bot import Played, playing
from tests.support.clock import MovedClock
from tests.support.plans import DISCORD_MODERATORS, MATRIX_ROOM, plan
from tests.support.square import Square

VERA = Identity("discord", "vera")
"""The virtual moderator."""
IVO = Identity("matrix", "ivo")
"""The in-person moderator."""


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    return load_catalogues()


@pytest.fixture
def squares() -> tuple[Square, Square]:
    discord, matrix = Square("discord"), Square("matrix", private_replies=False)
    discord.moderators.add((VERA, DISCORD_MODERATORS))
    matrix.moderators.add((IVO, MATRIX_ROOM))
    return discord, matrix


@pytest.fixture
async def played(
    store: Store, catalogues: Catalogues, squares: tuple[Square, Square]
) -> AsyncIterator[Played]:
    meeting = plan()
    async with playing(store, catalogues, {meeting.id: meeting}, *squares, clock=MovedClock()) as bot:
        yield bot
