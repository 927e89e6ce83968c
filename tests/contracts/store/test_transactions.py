"""Whole or not at all, one after the other, kept once acknowledged."""

import asyncio

import pytest

from bot.domain.identity import Place
from bot.ports.store import Profile, Store, Transaction
from tests.contracts.store.conftest import Open
from tests.contracts.store.samples import NOON, delivery, row
from tests.support.notes import note, noted


class Failure(Exception):
    pass


def everything(tx: Transaction) -> None:
    tx.log.append("m", [row(1)])
    tx.causes.first_time("console:1", NOON)
    tx.outbox.add([delivery("k")])
    tx.timers.set("meeting", "m", NOON)
    tx.people.add("m", Profile(1, "Ana", "platform"), None)
    tx.people.keep_text("m", "t", 1, "Who pays?")
    tx.boards.set("m", Place("console", "hall"), "11")


def something(tx: Transaction) -> list[object]:
    found: list[object] = [*tx.log.heads().of, *tx.outbox.heads(), *tx.people.profiles("m")]
    found += [tx.timers.next(("meeting",)), tx.boards.get("m", Place("console", "hall"))]
    return [*found, *tx.people.texts("m", ["t"])]


async def test_a_failure_takes_everything_back_and_reaches_the_caller(store: Store) -> None:
    def fail(tx: Transaction) -> None:
        everything(tx)
        raise Failure

    before = await store.read(something)
    with pytest.raises(Failure):
        await store.write(fail)
    assert await store.read(something) == before
    await store.write(everything)
    assert await store.read(something) != before


async def test_an_iterator_that_runs_out_is_a_failure_too(store: Store) -> None:
    nobody: list[int] = []
    with pytest.raises(RuntimeError):
        await store.write(lambda _: next(iter(nobody)))


async def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(Exception, match=r"written|read-only"):
        await store.read(lambda tx: tx.boards.set("m", Place("console", "hall"), "11"))
    assert await store.read(lambda tx: tx.boards.get("m", Place("console", "hall"))) is None


async def test_what_was_acknowledged_is_read_at_once_and_after_a_restart(store: Store, reopen: Open) -> None:
    await store.write(everything)
    found = await store.read(something)
    async with reopen() as again:
        assert await again.read(something) == found


async def test_sixty_concurrent_changes_from_two_processes_lose_nothing(store: Store, reopen: Open) -> None:
    def one_more(tx: Transaction) -> int:
        head = tx.log.head("m")
        tx.log.append("m", [row(head + 1)])
        note(tx, "count", str(int(noted(tx, "count") or 0) + 1))
        return head + 1

    async with reopen() as other:
        given = await asyncio.gather(*(db.write(one_more) for _ in range(30) for db in (store, other)))
    assert sorted(given) == list(range(1, 61))
    assert await store.read(lambda tx: noted(tx, "count")) == "60"


async def test_a_cancelled_writer_leaves_its_change_whole_or_undone(store: Store) -> None:
    def one_more(tx: Transaction) -> None:
        head = tx.log.head("m")
        tx.log.append("m", [row(head + 1)])
        note(tx, "count", str(head + 1))

    tasks = [asyncio.create_task(store.write(one_more)) for _ in range(40)]
    await tasks[5]
    for task in tasks[::2]:
        task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(outcome is None or isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
    head, count, events = await store.read(
        lambda tx: (tx.log.head("m"), noted(tx, "count"), len(tx.log.after("m", 0)))
    )
    assert str(head) == count == str(events)
    assert head >= 20
