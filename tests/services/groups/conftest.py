"""A meeting that has closed, and the group that goes on after it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.messages.catalogue import Catalogues
from storage.databases.sqlite import SqliteDatabase
from storage.erasure.erased_list import ErasedList
from storage.store import SqlStore, open_store
from tests.contracts.store.conftest import DATABASES
from tests.services.conftest import ANA, IVO, LI, VERA, Play, debate, two_platforms
from tests.services.kept import Kept, keep, restore
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM, plan


@pytest.fixture(scope="session")
def end(
    database: SqliteDatabase,
    database_path: Path,
    shared_list: ErasedList,
    empty: sqlite3.Connection,
    catalogues: Catalogues,
) -> Kept:
    """A meeting that has just closed, played once: most tests of this folder begin there."""
    restore(empty, database_path)
    store, fakes, clock = SqlStore(database, shared_list), two_platforms(), MovedClock()

    async def play() -> None:
        async with playing(store, catalogues, {"roundtable": plan()}, *fakes, clock=clock) as bot:
            await meet(bot)

    # In a thread: the loop that the tests are given stays that of this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(play())).result()
    return keep(database_path, fakes, clock)


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest) -> str:
    """Of an empty database of each kind, for what is to hold on both."""
    found: str = request.getfixturevalue(request.param)
    return found


@pytest.fixture
async def store_on_each(url: str, tmp_path: Path) -> AsyncIterator[SqlStore]:
    """A store on it: a module whose tests need both returns it as its `store`."""
    async with open_store(url, tmp_path / "erased.jsonl") as opened:
        yield opened


@pytest.fixture
def closed(
    end: Kept,
    store: SqlStore,
    database: SqliteDatabase,
    database_path: Path,
    fakes: Sequence[InMemoryPlatform],
    clock: MovedClock,
) -> bool:
    """Whether the database of the test is that of others, and so the meeting has closed in it already."""
    if store.database is not database:
        return False
    end.set_up(database_path, fakes, clock)
    return True


@pytest.fixture
async def after(closed: bool, play: Play) -> AsyncIterator[BotDriver]:
    """Vera (Discord) and Ivo (Matrix) coordinate, Ana (Discord) and Li (Matrix) stay."""
    async with play() as bot:
        if not closed:
            await meet(bot)
        yield bot


async def meet(bot: BotDriver) -> None:
    """A meeting from its opening to its close."""
    await bot.say(VERA, "open", DISCORD_MODERATORS)
    await debate(bot)
    await bot.say(IVO, "phase pause", MATRIX_ROOM)
    await bot.say(ANA, "identify cs", DISCORD_ROOM)
    await bot.say(ANA, "stay", DISCORD_ROOM)
    await bot.say(LI, "stay", MATRIX_ROOM)
    await bot.close(VERA, DISCORD_MODERATORS)
