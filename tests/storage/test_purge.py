"""What was deleted is taken out of the file beside the database as well, and it is told when it cannot be."""

import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.ports.store import Transaction
from storage.store import SqlStore, open_store
from storage.tables import free_text
from tests.support.notes import note, noted

NAME = "Xanthippe Zwiebelfisch"


def stands_in(url: str) -> list[str]:
    """The ends of the names of the files in which the name stands."""
    path = Path(make_url(url).database or "")
    return sorted(
        each.suffix for each in path.parent.glob(f"{path.name}*") if NAME.encode() in each.read_bytes()
    )


async def test_nothing_is_left_beside_the_database(store: SqlStore, database_url: str) -> None:
    await store.write(lambda tx: tx.people.keep_text("m", "t", None, NAME))
    await store.database.write(lambda connection: connection.execute(free_text.delete()))
    assert stands_in(database_url) == [".db-wal"]
    assert await store.purge() == "clean"
    assert stands_in(database_url) == []
    await store.write(lambda tx: note(tx, "still", "written"))
    assert await store.read(lambda tx: noted(tx, "still")) == "written"


async def test_while_somebody_reads_it_is_told_and_can_be_done_later(
    store: SqlStore, database_url: str
) -> None:
    inside, release = threading.Event(), threading.Event()

    def look(tx: Transaction) -> None:
        noted(tx, "console")
        inside.set()
        release.wait(10)

    await store.write(lambda tx: tx.people.keep_text("m", "t", None, NAME))
    reading = asyncio.create_task(store.read(look))
    await asyncio.to_thread(inside.wait, 10)
    await store.database.write(lambda connection: connection.execute(free_text.delete()))
    assert await store.purge() == "not yet"
    assert ".db-wal" in stands_in(database_url)
    release.set()
    await reading
    assert await store.purge() == "clean"
    assert stands_in(database_url) == []


async def test_where_the_file_has_gone_it_is_told(tmp_path: Path) -> None:
    async with open_store(f"sqlite:///{tmp_path}/nowhere.db") as store:
        assert await store.purge() == "not yet"


@pytest.mark.sockets
async def test_a_server_does_it_in_its_own_time(postgres_url: str) -> None:
    async with open_store(postgres_url) as store:
        assert await store.purge() == "by the server"
