"""One process at a time, and no word from one that comes back late."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any, TypeVar

import pytest
from msgspec import Struct, field
from sqlalchemy import Connection, text

from bot.ports.coordination import Lost
from bot.ports.store import Store, Transaction
from storage.coordination.leases import SharedLeases
from storage.databases.database import Database, PurgeResult
from storage.store import SqlStore, open_store
from tests.postgres import Postgres
from tests.support.notes import note, noted

pytestmark = pytest.mark.sockets

T = TypeVar("T")
LONG, NEVER, SOON = 60.0, 3600.0, 0.02


class Process(Struct):
    """One process that wants to hold "matrix"; `stores` has one store for each time it did."""

    database: SqlStore
    owner: str
    pause: float
    stores: list[Store] = field(default_factory=list)
    began: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def work(self, store: Store) -> None:
        self.stores.append(store)
        self.began.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ended.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Process"]:
        leases = SharedLeases(self.database.database, self.owner, LONG, self.pause)
        task = asyncio.create_task(leases.while_held("matrix", self.work))
        try:
            yield self
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


@pytest.fixture
async def store(postgres_url: str) -> AsyncIterator[SqlStore]:
    async with open_store(postgres_url) as opened:
        yield opened


async def reached(event: asyncio.Event) -> None:
    async with asyncio.timeout(20):
        await event.wait()


class Heard(logging.Handler):
    """Waits for some words in the log."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words, self.event = words, asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if self.words in record.getMessage():
            self.event.set()


async def expire(store: SqlStore) -> None:
    """As if the holder had been silent for long."""
    long_ago = text("UPDATE lease SET until = clock_timestamp() - interval '1 second'")
    await store.database.write(lambda connection: connection.execute(long_ago))


def keep(tx: Transaction) -> None:
    note(tx, "matrix", "1")


def kept(tx: Transaction) -> str | None:
    return noted(tx, "matrix")


async def test_one_at_a_time_and_the_next_when_it_ends(store: SqlStore) -> None:
    second = Process(store, "second", SOON)
    async with Process(store, "first", SOON).running() as first:
        await reached(first.began)
        async with second.running():
            _, waiting = await asyncio.wait({asyncio.ensure_future(second.began.wait())}, timeout=0.3)
            assert waiting
            await first.stores[0].write(keep)
        waiting.pop().cancel()
    async with second.running():
        await reached(second.began)
        assert await second.stores[0].read(kept) == "1"


class Slow(Struct):
    """A database that a write reaches late, once it is held up, also if nobody waits for it any more."""

    database: Database
    held_up: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    hold: bool = False
    late: "set[asyncio.Future[Any]]" = field(default_factory=set)

    async def write(self, work: Callable[[Connection], T]) -> T:
        if not self.hold:
            return await self.database.write(work)
        self.hold = False
        writing = asyncio.ensure_future(self._late(work))
        self.late.add(writing)
        return await asyncio.shield(writing)

    async def _late(self, work: Callable[[Connection], T]) -> T:
        self.held_up.set()
        await self.go_on.wait()
        return await self.database.write(work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        return await self.database.read(work)

    async def purge(self) -> PurgeResult:
        return await self.database.purge()

    async def close(self) -> None:
        await self.database.close()


async def test_a_renewal_that_is_under_way_does_not_take_again_what_is_given_back(store: SqlStore) -> None:
    slow = Slow(store.database)
    first, second = Process(SqlStore(slow), "first", SOON), Process(store, "second", SOON)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(first.running())
        await reached(first.began)
        slow.hold = True
        await reached(slow.held_up)
        ending = asyncio.create_task(stack.aclose())
        await asyncio.wait({ending}, timeout=0.3)
        slow.go_on.set()
        await ending
        await asyncio.gather(*slow.late)
    async with second.running():
        await reached(second.began)


async def test_one_that_was_silent_for_long_is_refused(store: SqlStore) -> None:
    async with Process(store, "first", NEVER).running() as first:
        await reached(first.began)
        await expire(store)
        async with Process(store, "second", SOON).running() as second:
            await reached(second.began)
            with pytest.raises(Lost):
                await first.stores[0].write(keep)
            with pytest.raises(Lost):
                await first.stores[0].read(kept)
            assert await store.read(kept) is None
            await second.stores[0].write(keep)
            assert await second.stores[0].read(kept) == "1"


async def test_one_that_lost_it_stops_and_waits_for_its_turn_again(store: SqlStore) -> None:
    async with Process(store, "first", SOON).running() as first:
        await reached(first.began)
        taken = text("UPDATE lease SET owner = 'second', fence = fence + 1")
        await store.database.write(lambda connection: connection.execute(taken))
        await reached(first.ended)
        first.began.clear()
        await expire(store)
        await reached(first.began)
        with pytest.raises(Lost):
            await first.stores[0].write(keep)
        await first.stores[1].write(keep)


async def test_nobody_takes_over_in_the_middle_of_a_transaction(store: SqlStore) -> None:
    inside, release = threading.Event(), threading.Event()

    def keep_slowly(tx: Transaction) -> None:
        inside.set()
        release.wait(10)
        keep(tx)

    async with Process(store, "first", NEVER).running() as first:
        await reached(first.began)
        await expire(store)
        writing = asyncio.create_task(first.stores[0].write(keep_slowly))
        await asyncio.to_thread(inside.wait, 10)
        async with Process(store, "second", SOON).running() as second:
            _, waiting = await asyncio.wait({asyncio.ensure_future(second.began.wait())}, timeout=0.2)
            assert waiting
            release.set()
            await writing
            await reached(second.began)
            assert await second.stores[0].read(kept) == "1"


async def test_a_database_that_is_away_for_a_moment_costs_nobody_the_lease(
    store: SqlStore, postgres: Postgres
) -> None:
    heard = Heard("cannot be looked at")
    logging.getLogger("storage.coordination.leases").addHandler(heard)
    async with Process(store, "first", SOON).running() as first:
        await reached(first.began)
        postgres.stop()
        try:
            await reached(heard.event)
        finally:
            postgres.start()
        await first.stores[0].write(keep)
        assert not first.ended.is_set()
    logging.getLogger("storage.coordination.leases").removeHandler(heard)
