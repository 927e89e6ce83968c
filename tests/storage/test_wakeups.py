"""Processes on one database wake each other."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from msgspec import Struct, field

from storage.coordination.wakeups import SharedWakeups
from storage.databases.postgresql import PostgresDatabase
from storage.store import SqlStore, open_store
from tests.postgres import Postgres

pytestmark = pytest.mark.sockets


class Listener(Struct):
    """Counts how often it was woken."""

    wakeups: SharedWakeups
    woken: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    tasks: set["asyncio.Task[None]"] = field(default_factory=set)

    def wake(self) -> None:
        self.woken += 1
        self.tasks.add(asyncio.create_task(self.tell()))

    async def tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def until(self, times: int) -> None:
        async with asyncio.timeout(20), self.changed:
            await self.changed.wait_for(lambda: self.woken >= times)


@pytest.fixture
async def store(postgres_url: str) -> AsyncIterator[SqlStore]:
    async with open_store(postgres_url) as opened:
        yield opened


@asynccontextmanager
async def listening(store: SqlStore, owner: str) -> AsyncIterator[Listener]:
    """One that listens; it has looked once at the beginning."""
    assert isinstance(store.database, PostgresDatabase)
    listener = Listener(SharedWakeups(store.database, owner))
    task = asyncio.create_task(listener.wakeups.listen(listener.wake))
    try:
        await listener.until(1)
        yield listener
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_the_others_are_woken_and_not_oneself(store: SqlStore) -> None:
    async with listening(store, "a") as a, listening(store, "b") as b:
        a.wakeups.notify()
        await b.until(2)
        b.wakeups.notify()
        await a.until(2)
        assert (a.woken, b.woken) == (2, 2)


async def test_whoever_lost_the_connection_looks_again(store: SqlStore, postgres: Postgres) -> None:
    async with listening(store, "a") as a, listening(store, "b") as b:
        postgres.stop()
        postgres.start()
        await a.until(2)
        await b.until(2)
        a.wakeups.notify()
        await b.until(3)
