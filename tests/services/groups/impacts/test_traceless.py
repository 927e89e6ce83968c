"""Of whoever gives a note without a name nothing is written: no byte, no moment, no line of the log."""

import logging
import random
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, make_url, select

from bot.domain.codes import digest
from bot.domain.identity import Identity
from bot.messages.catalogue import Catalogues
from storage.store import SqlStore
from storage.tables import metadata
from tests.postgres.server import Postgres
from tests.services.conftest import ANA, IVO, LI, VERA
from tests.services.groups.conftest import meet
from tests.services.groups.impacts.conftest import STRANGER, code_in, notes
from tests.services.groups.test_coming_and_going import GROUP
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_ROOM, plan

MOLE = Identity("discord", "zwiebelmole")
"""The author, who is known in the group by this account."""
SECRET = "Kenya | An axolotl law | https://pangolin.example/"
CAUSE = "discord:777000111"
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def store(store_on_each: SqlStore) -> SqlStore:
    return store_on_each


@pytest.fixture
def start(
    store: SqlStore,
    catalogues: Catalogues,
    fakes: tuple[InMemoryPlatform, InMemoryPlatform],
    clock: MovedClock,
) -> AbstractAsyncContextManager[BotDriver]:
    chance = random.Random(7).random
    return playing(store, catalogues, {"roundtable": plan()}, *fakes, clock=clock, chance=chance)


@pytest.fixture
async def bot(start: AbstractAsyncContextManager[BotDriver]) -> AsyncIterator[BotDriver]:
    async with start as played:
        await meet(played)
        await played.say(VERA, f"coordinator add {LI.id.title()}")
        await played.say(MOLE, "stay", DISCORD_ROOM)
        await played.move(86400 + 4321)
        yield played


async def rows(store: SqlStore) -> Rows:
    def read(connection: Connection) -> Rows:
        return {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in metadata.sorted_tables
        }

    return await store.database.read(read)


def changed(before: Rows, after: Rows) -> Rows:
    """What is new, or not as it was."""
    found = {name: [row for row in after[name] if row not in before[name]] for name in after}
    assert not [row for name in ("outbox", "cause") for row in before[name] if row not in after[name]]
    return {name: some for name, some in found.items() if some}


class Mark:
    """A place in the log of changes of a PostgreSQL server, from which on it is read."""

    def __init__(self, server: Postgres, url: str) -> None:
        self.folder, self.begin = server.folder / "data" / "pg_wal", _place(url)

    def since(self, url: str) -> bytes:
        (name, offset), (last, end) = self.begin, _place(url)
        files = [each for each in sorted(self.folder.iterdir()) if name <= each.name <= last]
        whole = b"".join(each.read_bytes() for each in files)
        return whole[offset : len(whole) - len(files[-1].read_bytes()) + end]


def _place(url: str) -> tuple[str, int]:
    asked = "SELECT f.file_name, f.file_offset FROM pg_walfile_name_offset(pg_current_wal_insert_lsn()) f"
    with psycopg.connect(url) as connection:
        found = connection.execute(asked).fetchone()
    assert found is not None
    return found[0], found[1]


async def marked(store: SqlStore, url: str, request: pytest.FixtureRequest) -> Mark | None:
    """From here on what is written is looked at."""
    if await store.purge() == "clean":
        return None
    return Mark(request.getfixturevalue("postgres"), url)


def looked_at(url: str, mark: Mark | None) -> bytes:
    found = mark.since(url) if mark else Path(f"{make_url(url).database}-wal").read_bytes()
    assert found
    return found.lower()


async def test_a_note_leaves_nothing_but_itself_and_its_day(
    bot: BotDriver,
    store: SqlStore,
    url: str,
    request: pytest.FixtureRequest,
    caplog: pytest.LogCaptureFixture,
) -> None:
    number = await store.read(lambda tx: tx.people.person(GROUP, MOLE))
    before, mark = await rows(store), await marked(store, url, request)
    caplog.set_level(logging.DEBUG)
    code = code_in(await bot.say(MOLE, f"impact anonymous {SECRET}", cause=CAUSE))
    new = changed(before, await rows(store))
    assert new.keys() == {"impact", "counter", "due"}
    [kept] = new["impact"]
    assert kept == {
        "meeting": GROUP,
        "number": 1,
        "author": None,
        "at": kept["at"],
        "country": "KE",
        "what": "An axolotl law",
        "link": "https://pangolin.example/",
        "code": digest(code),
        "state": "waiting",
        "told": False,
    }
    assert number not in {value for name in new for row in new[name] for value in row.values()} - {1}
    moments = [value for name in new for row in new[name] for value in row.values() if _is_time(value)]
    assert {(each.hour, each.minute, each.second, each.microsecond) for each in moments} <= {
        (0, 0, 0, 0),
        (9, 0, 0, 0),
    }
    held = looked_at(url, mark)
    assert b"an axolotl law" in held, "else nothing would be looked at"
    for trace in ("zwiebelmole", CAUSE, code, "777000111"):
        assert trace.lower().encode() not in held
        assert trace.lower() not in caplog.text.lower()
    assert "axolotl" not in caplog.text.lower()


def _is_time(value: object) -> bool:
    return isinstance(value, datetime)


async def test_the_morning_after_each_row_is_written_anew_beside_the_others(bot: BotDriver, url: str) -> None:
    await bot.say(MOLE, f"impact anonymous {SECRET}")
    await bot.say(ANA, f"impact {SECRET}")
    before = _transactions(url)
    await bot.move(2 * 86400)
    after = _transactions(url)
    assert all(each.told for each in await notes(bot))
    if before:
        assert len(set(before)) == 2
        assert len(set(after)) == 1
        assert not set(before) & set(after)


def _transactions(url: str) -> list[str]:
    """Which transaction wrote each note, as PostgreSQL knows; SQLite knows none, nor an order of coming."""
    if not url.startswith("postgresql"):
        return []
    with psycopg.connect(url) as connection:
        return [str(row[0]) for row in connection.execute("SELECT xmin FROM impact")]


async def test_whoever_takes_one_back_by_its_code_leaves_no_byte(
    bot: BotDriver, store: SqlStore, url: str, request: pytest.FixtureRequest
) -> None:
    code = code_in(await bot.say(MOLE, f"impact anonymous {SECRET}"))
    for who in (VERA, IVO, LI):
        await bot.say(who, "impact accept 1")
    assert "No note" in await bot.say(STRANGER, "impact withdraw AAAA-AAAA-AAAA-AAAA")
    before, mark = await rows(store), await marked(store, url, request)
    assert "is gone" in await bot.say(STRANGER, f"impact withdraw {code}", cause=CAUSE)
    after = await rows(store)
    assert (after["impact"], after["impact_review"]) == ([], [])
    assert changed(before, after).keys() <= {"impact"}
    held = looked_at(url, mark)
    for trace in ("quokka", CAUSE, code):
        assert trace.lower().encode() not in held
    assert "quokka" not in str(after)


async def test_what_is_said_of_a_note_is_gone_when_it_was_said(bot: BotDriver, store: SqlStore) -> None:
    await bot.say(MOLE, f"impact anonymous {SECRET}")
    assert "axolotl" in await bot.say(VERA, "impact review")
    for who in (VERA, IVO, LI):
        await bot.say(who, "impact accept 1")
    assert "axolotl" in await bot.say(ANA, "impact list")
    found = await rows(store)
    assert [name for name in found if "axolotl" in str(found[name])] == ["impact"]


@pytest.mark.parametrize(
    "line", ["impact anon Kenya | An axolotl | https://pangolin.example/", "impact withdraw AAAA-AAAA-AAA"]
)
async def test_a_slip_in_one_of_them_leaves_nothing_either(
    bot: BotDriver, store: SqlStore, line: str
) -> None:
    before = await rows(store)
    answer = await bot.say(MOLE, line, cause=CAUSE)
    assert "No note has this code" in answer or "impact anonymous Kenya | What happened" in answer
    assert changed(before, await rows(store)) == {}
