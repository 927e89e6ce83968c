"""A command that comes twice is known."""

import asyncio
import threading
from collections.abc import Callable

from bot.ports.store import Begun, Store, Transaction
from tests.contracts.store.conftest import Open
from tests.contracts.store.samples import NOON, after_noon, row


def first_time(tx: Transaction) -> bool:
    return tx.causes.first_time("discord:1", NOON)


async def test_the_first_time_only_once(store: Store, reopen: Open) -> None:
    assert await store.write(first_time) is True
    assert await store.write(first_time) is False
    async with reopen() as again:
        assert await again.write(first_time) is False


async def test_twice_within_one_transaction(store: Store) -> None:
    assert await store.write(lambda tx: (first_time(tx), first_time(tx))) == (True, False)


async def test_one_can_look_without_remembering(store: Store) -> None:
    for _ in range(2):
        assert await store.read(lambda tx: tx.causes.known("discord:1")) is False
    await store.write(first_time)
    assert await store.read(lambda tx: tx.causes.known("discord:1")) is True


async def test_causes_do_not_mix(store: Store) -> None:
    await store.write(first_time)
    assert await store.write(lambda tx: tx.causes.first_time("discord:2", NOON)) is True


async def test_old_ones_are_forgotten(store: Store) -> None:
    await store.write(lambda tx: tx.causes.first_time("discord:old", NOON))
    await store.write(lambda tx: tx.causes.first_time("discord:new", after_noon(1)))
    await store.write(lambda tx: tx.causes.forget(after_noon(1)))
    again = await store.write(
        lambda tx: [tx.causes.first_time(f"discord:{each}", after_noon(2)) for each in ("old", "new")]
    )
    assert again == [True, False]


async def test_a_command_begins_once_with_the_head_of_its_log(store: Store) -> None:
    await store.write(lambda tx: tx.log.append("m", [row(1), row(2)]))
    await store.write(lambda tx: tx.log.append("n", [row(1)]))

    def begin(cause: str, meeting: str) -> Callable[[Transaction], Begun | None]:
        return lambda tx: tx.causes.begin(cause, NOON, meeting)

    assert await store.write(begin("discord:1", "m")) == Begun(2, 0)
    assert await store.write(begin("discord:1", "m")) is None
    assert await store.write(begin("discord:2", "new")) == Begun(0, 0)
    assert await store.write(first_time) is False


async def test_who_begins_in_a_meeting_waits_for_whoever_did_before(store: Store, reopen: Open) -> None:
    await store.write(lambda tx: tx.log.append("m", [row(1)]))
    inside, release = threading.Event(), threading.Event()

    def first(tx: Transaction) -> None:
        tx.causes.begin("discord:1", NOON, "m")
        inside.set()
        release.wait(10)
        tx.log.append("m", [row(2)])

    async with reopen() as other:
        writing = asyncio.create_task(store.write(first))
        await asyncio.to_thread(inside.wait, 10)
        waiting = asyncio.create_task(other.write(lambda tx: tx.causes.begin("discord:2", NOON, "m")))
        await asyncio.wait({waiting}, timeout=0.3)
        assert not waiting.done()
        release.set()
        await writing
        begun = await waiting
    assert begun is not None
    assert begun.head == 2
