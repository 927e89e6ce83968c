"""The log: in order, without gaps, never changed."""

import asyncio
import threading
from contextlib import suppress

import pytest

from bot.ports.store import Begun, EventRow, Heads, Store, Transaction
from tests.contracts.store.conftest import Open
from tests.contracts.store.samples import NOON, row


async def test_an_unknown_meeting_has_head_0_for_writers_and_readers(store: Store) -> None:
    assert await store.read(lambda tx: tx.log.head("m")) == 0
    assert await store.write(lambda tx: tx.log.head("m")) == 0


async def test_the_head_follows_what_was_appended(store: Store) -> None:
    await store.write(lambda tx: tx.log.append("m", [row(1), row(2)]))
    await store.write(lambda tx: tx.log.append("m", [row(3)]))
    assert await store.write(lambda tx: tx.log.head("m")) == 3
    assert await store.read(lambda tx: tx.log.head("m")) == 3


async def test_events_come_back_as_they_were(store: Store, reopen: Open) -> None:
    data: dict[str, object] = {
        "z": [1, 2.5, None, True],
        "a": {"nested": "Ünï \u2028 🙂"},
        "half a pair and NUL": "\ud83d\0",
    }
    kept = EventRow(1, NOON, "opened", data, "matrix:$abc")
    await store.write(lambda tx: tx.log.append("m", [kept]))
    async with reopen() as again:
        assert await again.read(lambda tx: tx.log.after("m", 0)) == [kept]


async def test_events_behind_a_seq_in_order(store: Store) -> None:
    await store.write(lambda tx: tx.log.append("m", [row(n) for n in range(1, 13)]))
    found = await store.read(lambda tx: tx.log.after("m", 9))
    assert [event.seq for event in found] == [10, 11, 12]
    assert await store.read(lambda tx: tx.log.after("m", 12)) == []


@pytest.mark.parametrize("seqs", [[2], [4], [3, 5], [3, 3], [4, 3], [0]])
async def test_events_that_do_not_follow_are_refused(store: Store, seqs: list[int]) -> None:
    await store.write(lambda tx: tx.log.append("m", [row(1), row(2)]))
    with pytest.raises(ValueError, match="do not follow 2"):
        await store.write(lambda tx: tx.log.append("m", [row(seq) for seq in seqs]))
    assert await store.read(lambda tx: [event.seq for event in tx.log.after("m", 0)]) == [1, 2]


async def test_appending_nothing_changes_nothing(store: Store) -> None:
    await store.write(lambda tx: tx.log.append("m", []))
    assert await store.read(lambda tx: tx.log.heads().of) == {}


async def test_meetings_do_not_mix(store: Store) -> None:
    await store.write(lambda tx: tx.log.append("b", [row(1, cause="console:b")]))
    await store.write(lambda tx: tx.log.append("a", [row(1), row(2)]))
    assert await store.read(lambda tx: [event.cause for event in tx.log.after("b", 0)]) == ["console:b"]
    assert await store.read(lambda tx: tx.log.head("a")) == 2
    assert await store.read(lambda tx: tx.log.heads().of) == {"a": 2, "b": 1}


async def test_a_meeting_that_was_only_looked_at_has_no_log(store: Store) -> None:
    await store.write(lambda tx: tx.log.head("m"))
    assert await store.read(lambda tx: tx.log.heads().of) == {}


async def test_moves_are_counted_also_where_no_meeting_is_left(store: Store) -> None:
    await store.write(lambda tx: tx.planned.add("p", "text", NOON))
    await store.write(lambda tx: tx.planned.remove("p"))
    heads = await store.read(lambda tx: tx.log.heads())
    assert (heads.of, heads.moves) == ({}, 2)


async def test_moves_are_counted_where_they_are_kept(store: Store, reopen: Open) -> None:
    def undone(tx: Transaction) -> None:
        tx.log.moved()
        raise LookupError

    await store.write(lambda tx: tx.log.append("m", [row(1)]))
    assert (await store.read(lambda tx: tx.log.heads())).moves == 0
    await store.write(lambda tx: tx.log.moved())
    with pytest.raises(LookupError):
        await store.write(undone)
    await store.write(lambda tx: tx.planned.add("planned", "text", NOON))
    await store.write(lambda tx: tx.planned.remove("planned"))
    async with reopen() as other:
        assert await other.read(lambda tx: tx.log.heads()) == Heads({"m": 1}, 3)
        begun = await other.write(lambda tx: tx.causes.begin("discord:1", NOON, "m"))
    assert begun == Begun(1, 3)


async def test_of_those_that_look_at_all_meetings_to_begin_one_only_one_begins(
    store: Store, reopen: Open
) -> None:
    """As two moderators do who open two meetings in one room at the same moment."""
    both = threading.Barrier(2, timeout=0.3)

    def begin_if_none_has_begun(tx: Transaction, id: str) -> bool:
        tx.log.head(id)
        if tx.log.heads().of:
            return False
        with suppress(threading.BrokenBarrierError):
            both.wait()  # Where two come as far as this, both have found nothing.
        tx.log.append(id, [row(1)])
        return True

    async with reopen() as other:
        began = await asyncio.gather(
            store.write(lambda tx: begin_if_none_has_begun(tx, "a")),
            other.write(lambda tx: begin_if_none_has_begun(tx, "b")),
        )
    assert sorted(began) == [False, True]
