"""A database that cannot be used: one plain word, nothing half done, and work goes on afterwards."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, make_url
from sqlalchemy.exc import IntegrityError

from bot.ports.store import Profile, Transaction, Unavailable
from storage.migrating import migrate
from storage.repositories.transaction import over
from storage.schema import schema_problem
from storage.store import SqlStore, open_store
from tests.support.notes import note, noted


@pytest.fixture
async def hasty(database_url: str) -> AsyncIterator[SqlStore]:
    """A store that does not wait long for others."""
    async with open_store(f"{database_url}?timeout=0.01") as opened:
        yield opened


def keep(tx: Transaction) -> None:
    note(tx, "console", "1")


def kept(tx: Transaction) -> str | None:
    return noted(tx, "console")


async def limit_pages(store: SqlStore, pages: int) -> None:
    pragma = f"PRAGMA max_page_count={pages}"
    await store.database.write(lambda connection: connection.exec_driver_sql(pragma).all())


async def test_held_by_another_program(hasty: SqlStore, database_url: str) -> None:
    path = make_url(database_url).database or ""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="Another program"):
            await hasty.write(keep)
        assert await hasty.read(kept) is None
    await hasty.write(keep)
    assert await hasty.read(kept) == "1"


async def test_a_full_disk(store: SqlStore) -> None:
    def keep_much(tx: Transaction) -> None:
        keep(tx)
        tx.people.keep_text("m", "t", None, "much " * 100_000)

    await limit_pages(store, 40)
    with pytest.raises(Unavailable, match="full"):
        await store.write(keep_much)
    assert await store.read(kept) is None
    await limit_pages(store, 1_000_000)
    await store.write(keep_much)
    assert await store.read(kept) == "1"


async def test_read_only(store: SqlStore) -> None:
    def keep_where_nothing_can_be_kept(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        try:
            keep(over(connection, writing=True))
        finally:
            connection.exec_driver_sql("PRAGMA query_only=OFF")

    with pytest.raises(Unavailable, match="cannot be written"):
        await store.database.write(keep_where_nothing_can_be_kept)
    await store.write(keep)
    assert await store.read(kept) == "1"


async def test_no_file_is_not_a_new_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/none.db"
    async with open_store(url) as store:
        with pytest.raises(Unavailable, match="cannot be opened"):
            await store.read(kept)
        with pytest.raises(Unavailable, match="cannot be opened"):
            await store.write(keep)
    assert "no database" in (schema_problem(url) or "")


def test_a_place_where_no_file_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match="cannot be created"):
        migrate(f"sqlite:///{tmp_path}/file/evenfloor.db")
    with pytest.raises(Unavailable, match="cannot be opened"):
        schema_problem(f"sqlite:///{tmp_path}")


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("Some notes of my own. " * 100)
    with pytest.raises(Unavailable, match="not an SQLite database"):
        schema_problem(f"sqlite:///{other}")
    with pytest.raises(Unavailable, match="not an SQLite database"):
        migrate(f"sqlite:///{other}")
    assert other.read_text().startswith("Some notes")


async def test_the_program_s_own_errors_stay_what_they_are_and_tell_no_names(store: SqlStore) -> None:
    def add_twice(tx: Transaction) -> None:
        tx.people.add("m", Profile(1, "Ana", "platform"), None)
        tx.people.add("m", Profile(1, "Ana", "platform"), None)

    with pytest.raises(IntegrityError) as caught:
        await store.write(add_twice)
    assert "Ana" not in str(caught.value)
