"""What SQLite must be told, and what happens around the one writing thread."""

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, literal, make_url, select

from bot.ports.store import Delivery, Transaction
from storage.databases.sqlite import SqliteDatabase
from storage.migrating import migrate
from storage.people.looks import WAYS, like
from storage.repositories.outbox import SqlOutbox
from storage.store import SqlStore, open_store
from storage.tables import free_text, person
from tests.support.clock import START
from tests.support.notes import note, noted


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[SqliteDatabase]:
    opened = SqliteDatabase(make_url(database_url))
    yield opened
    await opened.close()


def pragma(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)],
)
async def test_the_writer_has_the_settings_that_lose_nothing(
    database: SqliteDatabase, name: str, value: object
) -> None:
    assert await database.write(lambda connection: pragma(connection, name)) == value


async def test_both_wait_five_seconds_for_another_program(database: SqliteDatabase) -> None:
    assert await database.write(lambda connection: pragma(connection, "busy_timeout")) == 5000
    assert await database.read(lambda connection: pragma(connection, "busy_timeout")) == 5000


async def test_readers_are_held_to_reading(database: SqliteDatabase) -> None:
    assert await database.read(lambda connection: pragma(connection, "query_only")) == 1


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a new folder" / "100%.db"
    migrate(f"sqlite:///{path}")
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_only_a_file_will_do(url: str) -> None:
    with pytest.raises(ValueError, match="must be a file"):
        migrate(url)


def test_a_database_of_an_unknown_kind_is_named() -> None:
    with pytest.raises(ValueError, match="mysql is no database that Evenfloor knows"):
        migrate("mysql://host/evenfloor")


def stands_in(path: Path, name: str) -> bool:
    return any(name.encode() in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


async def test_what_was_deleted_is_gone_from_the_files(store: SqlStore, database_url: str) -> None:
    name, path = "Xanthippe Zwiebelfisch", Path(make_url(database_url).database or "")

    def keep(tx: Transaction) -> None:
        for number in range(20):
            tx.people.keep_text("m", str(number), None, f"{name} {number}")

    await store.write(keep)
    await store.database.close()
    assert stands_in(path, name)
    async with open_store(database_url) as again:
        await again.database.write(lambda connection: connection.execute(free_text.delete()))
    assert not stands_in(path, name)


async def test_a_reader_does_not_hold_up_the_writer(store: SqlStore) -> None:
    inside, release = threading.Event(), threading.Event()

    def look(tx: Transaction) -> list[str | None]:
        first = noted(tx, "console")
        inside.set()
        release.wait(10)
        return [first, noted(tx, "console")]

    reading = asyncio.create_task(store.read(look))
    await asyncio.to_thread(inside.wait, 10)
    await store.write(lambda tx: note(tx, "console", "1"))
    release.set()
    assert await reading == [None, None]
    assert await store.read(lambda tx: noted(tx, "console")) == "1"


class Held:
    """A piece of work that stops in the middle until it is let go."""

    def __init__(self) -> None:
        self.inside, self.release = threading.Event(), threading.Event()

    def work(self, tx: Transaction) -> None:
        note(tx, "first half", "done")
        self.inside.set()
        self.release.wait(10)
        note(tx, "second half", "done")


def halves(tx: Transaction) -> list[str | None]:
    return [noted(tx, "first half"), noted(tx, "second half")]


async def cancelled_in_the_middle(store: SqlStore, held: Held) -> None:
    writing = asyncio.create_task(store.write(held.work))
    await asyncio.to_thread(held.inside.wait, 10)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing


async def test_a_running_transaction_whose_caller_is_cancelled_is_finished(store: SqlStore) -> None:
    held = Held()
    await cancelled_in_the_middle(store, held)
    assert await store.read(halves) == [None, None]
    held.release.set()
    assert await store.write(halves) == ["done", "done"]


async def test_a_waiting_transaction_whose_caller_is_cancelled_never_runs(store: SqlStore) -> None:
    held = Held()
    await cancelled_in_the_middle(store, held)
    waiting = asyncio.create_task(store.write(lambda tx: note(tx, "waiting", "done")))
    await asyncio.sleep(0)
    waiting.cancel()
    held.release.set()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await store.write(lambda tx: noted(tx, "waiting")) is None


async def test_closing_waits_for_the_running_transaction(database_url: str) -> None:
    held = Held()
    async with open_store(database_url) as store:
        await cancelled_in_the_middle(store, held)
        closing = asyncio.create_task(store.database.close())
        _, still_closing = await asyncio.wait({closing}, timeout=0.05)
        assert still_closing
        held.release.set()
        await closing
    async with open_store(database_url) as store:
        assert await store.read(halves) == ["done", "done"]


async def test_whose_name_is_like_one_is_found_by_an_index_for_each_way(database: SqliteDatabase) -> None:
    """Of a large meeting not everybody is read."""
    alike = select(person.c.number).where(like({each: literal("x") for each in ("meeting", *WAYS)}))

    def plan(connection: Connection) -> str:
        statement = str(alike.compile(connection, compile_kwargs={"literal_binds": True}))
        return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all())

    found = await database.read(plan)
    assert [way for way in WAYS if f"(meeting=? AND {way}=?)" in found] == list(WAYS)


async def test_what_a_new_row_waits_behind_is_found_by_an_index(database: SqliteDatabase) -> None:
    """However much is unsent, a row costs the same."""

    def plan(connection: Connection) -> str:
        asked: list[Any] = []
        event.listen(connection, "before_cursor_execute", lambda *each: asked.append(each[2:4]))
        SqlOutbox(connection).add([Delivery("1", "discord:hall", "m", "post", {}, START)])
        [(statement, values)] = asked
        return str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all())

    assert "(state=? AND destination=? AND id<?)" in await database.write(plan)
