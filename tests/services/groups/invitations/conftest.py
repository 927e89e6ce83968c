"""A group of which no code is like another."""

import random
from collections.abc import AsyncIterator

import pytest

from bot.messages.catalogue import Catalogues
from storage.store import SqlStore
from tests.services.groups.conftest import meet
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import plan


@pytest.fixture
async def inviting(
    closed: bool,
    store: SqlStore,
    catalogues: Catalogues,
    fakes: tuple[InMemoryPlatform, InMemoryPlatform],
    clock: MovedClock,
) -> AsyncIterator[BotDriver]:
    """As elsewhere in this folder, but no code is like another."""
    plans, chance = {"roundtable": plan()}, random.Random(1).random
    async with playing(store, catalogues, plans, *fakes, clock=clock, chance=chance) as bot:
        if not closed:
            await meet(bot)
        yield bot
