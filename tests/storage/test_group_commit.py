"""Group commit: shared, but told to nobody before, and failing for one alone or for all."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
from sqlalchemy import Connection, Engine, event

from bot.ports.store import Transaction, Unavailable
from storage.store import SqlStore
from tests.contracts.store.samples import row


@asynccontextmanager
async def held(store: SqlStore) -> AsyncIterator[None]:
    """The writing thread is busy, so that what is asked for meanwhile waits together."""
    begun, gate = threading.Event(), threading.Event()

    def wait(_: Transaction) -> None:
        begun.set()
        gate.wait(30)

    busy = asyncio.create_task(store.write(wait))
    await asyncio.to_thread(begun.wait, 30)
    try:
        yield
    finally:
        gate.set()
        await busy


@contextmanager
def commits(seen: Callable[[], None]) -> Iterator[None]:
    """Called before each commit of any engine."""

    def before(_: Connection) -> None:
        seen()

    event.listen(Engine, "commit", before)
    try:
        yield
    finally:
        event.remove(Engine, "commit", before)


def one_more(tx: Transaction) -> int:
    head = tx.log.head("m") + 1
    tx.log.append("m", [row(head)])
    return head


async def head(store: SqlStore) -> int:
    return await store.read(lambda tx: tx.log.head("m"))


async def together(store: SqlStore, *works: Callable[[Transaction], int]) -> list[int | BaseException]:
    async with held(store):
        tasks = [asyncio.create_task(store.write(work)) for work in works]
        await asyncio.sleep(0)  # They have asked.
    return await asyncio.gather(*tasks, return_exceptions=True)


async def test_twenty_at_once_need_two_commits(store: SqlStore) -> None:
    counted: list[int] = []
    with commits(lambda: counted.append(1)):
        assert await together(store, *[one_more] * 20) == list(range(1, 21))
    assert len(counted) == 2
    assert await head(store) == 20


async def test_nobody_is_told_before_the_commit(store: SqlStore) -> None:
    reached, gate = threading.Event(), threading.Event()

    def stop() -> None:
        reached.set()
        gate.wait(30)

    with commits(stop):
        task = asyncio.create_task(store.write(one_more))
        await asyncio.to_thread(reached.wait, 30)
        assert not task.done()
        gate.set()
        assert await task == 1


async def test_one_that_fails_by_itself_leaves_the_others(store: SqlStore) -> None:
    def fails(tx: Transaction) -> int:
        one_more(tx)
        raise LookupError("my own fault")

    first, second, third = await together(store, one_more, fails, one_more)
    assert (first, third) == (1, 2)
    assert isinstance(second, LookupError)
    assert await head(store) == 2


async def test_where_the_disk_is_full_nobody_s_work_is_kept(store: SqlStore) -> None:
    def keep_much(tx: Transaction) -> int:
        tx.people.keep_text("m", "t", None, "much " * 100_000)
        return 0

    await store.database.write(
        lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=50").all()
    )
    outcomes = await together(store, one_more, keep_much, one_more)
    assert [type(outcome) for outcome in outcomes] == [Unavailable] * 3
    assert await head(store) == 0
    assert await store.write(one_more) == 1


@pytest.mark.parametrize("fails", [False, True])
async def test_what_is_remembered_waits_for_the_commit(store: SqlStore, fails: bool) -> None:
    remembered: list[str] = []

    def work(tx: Transaction) -> int:
        tx.commit.then(lambda: remembered.append("kept"))
        assert not remembered
        return 1 // (not fails)

    await together(store, work)
    assert remembered == ([] if fails else ["kept"])
