"""A bot that plays a small meeting."""

import asyncio
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.domain.changing import replace
from bot.domain.identity import Identity
from bot.domain.meeting.events import RecordedEvent
from bot.domain.plan import Plan
from bot.messages.catalogue import Catalogues, load_catalogues
from bot.ports.store import EventRow, Json, Store
from bot.services.outbound.actions import Action
from bot.services.serializer import Serializer
from storage.databases.sqlite import SqliteDatabase
from storage.erasure.erased_list import NAME, ErasedList
from storage.store import SqlStore
from tests.services.kept import in_memory, restore
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, MATRIX_ROOM, plan

VERA = Identity("discord", "vera")
"""The virtual moderator."""
IVO = Identity("matrix", "ivo")
"""The in-person moderator."""
ANA, BEN = Identity("discord", "ana"), Identity("discord", "ben")
LI, SAM = Identity("matrix", "li"), Identity("matrix", "sam")

Play = Callable[..., AbstractAsyncContextManager[BotDriver]]
"""Starts a bot for these plans; a second call on the same test's database is a restart."""


@pytest.fixture(autouse=True)
def readable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test has written down can be read: else nobody would know before a restart."""
    row, payload = Serializer.row, Serializer.payload

    def event_and_row(self: Serializer, seq: int, recorded: RecordedEvent, cause: str) -> EventRow:
        written = row(self, seq, recorded, cause)
        assert self.event(replace(written, data=as_kept(written.data))) == recorded
        return written

    def action_and_payload(self: Serializer, action: Action) -> Json:
        written = payload(self, action)
        assert self.action(as_kept(written)) == action
        return written

    monkeypatch.setattr(Serializer, "row", event_and_row)
    monkeypatch.setattr(Serializer, "payload", action_and_payload)


def as_kept(data: Json) -> Json:
    """As it comes back from the database."""
    kept: Json = json.loads(json.dumps(data))
    return kept


@pytest.fixture(scope="session")
def database_path(template_database: Path) -> Iterator[Path]:
    """In memory where the system has room there: a commit need not wait for a disk, which others test."""
    room = Path("/dev", "shm")
    with tempfile.TemporaryDirectory(dir=room if os.access(room, os.W_OK) else None) as folder:
        path = Path(folder) / "evenfloor.db"
        shutil.copyfile(template_database, path)
        yield path


@pytest.fixture(scope="session")
def database(database_path: Path) -> Iterator[SqliteDatabase]:
    """One for all tests of this folder: making the statements anew for each would take most of the time."""
    shared = SqliteDatabase(make_url(f"sqlite:///{database_path}"))
    yield shared
    asyncio.run(shared.close())


@pytest.fixture(scope="session")
def empty(template_database: Path) -> sqlite3.Connection:
    """What each test begins with."""
    return in_memory(template_database)


@pytest.fixture(scope="session")
def shared_list(tmp_path_factory: pytest.TempPathFactory) -> ErasedList:
    """One for all as well: a directory for each test costs more than many a test."""
    return ErasedList(tmp_path_factory.mktemp("erased") / NAME)


@pytest.fixture
def erased(shared_list: ErasedList) -> ErasedList:
    """The list of the erased that the store keeps: there is none yet."""
    shared_list.path.unlink(missing_ok=True)
    return shared_list


@pytest.fixture
def store(
    database: SqliteDatabase, erased: ErasedList, empty: sqlite3.Connection, database_path: Path
) -> SqlStore:
    """A store on that database, emptied."""
    restore(empty, database_path)
    return SqlStore(database, erased)


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    return load_catalogues()


@pytest.fixture
def fakes() -> tuple[InMemoryPlatform, InMemoryPlatform]:
    return two_platforms()


def two_platforms() -> tuple[InMemoryPlatform, InMemoryPlatform]:
    """Each with a moderator, and with nothing said yet."""
    discord, matrix = InMemoryPlatform("discord"), InMemoryPlatform("matrix", private_replies=False)
    discord.moderators.add((VERA, DISCORD_MODERATORS))
    matrix.moderators.add((IVO, MATRIX_ROOM))
    return discord, matrix


@pytest.fixture
def discord(fakes: tuple[InMemoryPlatform, InMemoryPlatform]) -> InMemoryPlatform:
    return fakes[0]


@pytest.fixture
def matrix(fakes: tuple[InMemoryPlatform, InMemoryPlatform]) -> InMemoryPlatform:
    return fakes[1]


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def play(
    store: Store, catalogues: Catalogues, fakes: tuple[InMemoryPlatform, InMemoryPlatform], clock: MovedClock
) -> Play:
    def start(*plans: Plan) -> AbstractAsyncContextManager[BotDriver]:
        by_id = {each.id: each for each in plans or (plan(),)}
        return playing(store, catalogues, by_id, *fakes, clock=clock)

    return start


@pytest.fixture
async def played(play: Play) -> AsyncIterator[BotDriver]:
    async with play() as bot:
        yield bot


@pytest.fixture
async def opened(played: BotDriver) -> BotDriver:
    """The meeting is open."""
    await played.say(VERA, "open", DISCORD_MODERATORS)
    return played


@pytest.fixture
async def debating(opened: BotDriver) -> BotDriver:
    """The debate has started, and nobody waits."""
    await debate(opened)
    return opened


async def debate(bot: BotDriver) -> None:
    """From the opening to the debate."""
    await bot.give(VERA, "start", DISCORD_MODERATORS)
    await bot.give(VERA, "phase next", DISCORD_MODERATORS)
    await bot.settled()
