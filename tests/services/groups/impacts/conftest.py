"""A group with a third coordinator, in which no code is like another."""

import random
import re
from collections.abc import AsyncIterator

import pytest

from bot.domain.identity import Identity
from bot.domain.impact.rows import Impact, ImpactReview
from bot.messages.catalogue import Catalogues
from storage.store import SqlStore
from tests.services.conftest import LI, VERA
from tests.services.groups.conftest import meet
from tests.services.groups.test_coming_and_going import GROUP
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import plan

KENYA = "Kenya | A pangolin law jails reporters | https://example.org/pangolin"
"""A note."""
STRANGER = Identity("matrix", "quokka")
"""No meeting knows them."""


@pytest.fixture
async def noting(
    closed: bool,
    store: SqlStore,
    catalogues: Catalogues,
    fakes: tuple[InMemoryPlatform, InMemoryPlatform],
    clock: MovedClock,
) -> AsyncIterator[BotDriver]:
    """Vera, Ivo and Li coordinate; Ana is in the group."""
    plans, chance = {"roundtable": plan()}, random.Random(1).random
    async with playing(store, catalogues, plans, *fakes, clock=clock, chance=chance) as bot:
        if not closed:
            await meet(bot)
        await bot.say(VERA, f"coordinator add {LI.id.title()}")
        yield bot


async def notes(bot: BotDriver) -> list[Impact]:
    return list(await bot.store.read(lambda tx: tx.records.of(GROUP).all(Impact)))


async def reviews(bot: BotDriver) -> list[ImpactReview]:
    return list(await bot.store.read(lambda tx: tx.records.of(GROUP).all(ImpactReview)))


def code_in(answer: str) -> str:
    found = re.search(r"impact withdraw (\w{4}(?:-\w{4}){3})", answer)
    assert found, answer
    return found[1]
