"""The outbox: everything once, in order for each destination."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from bot.domain.changing import replace
from bot.ports.store import Store, Transaction
from storage.repositories.outbox import AT_ONCE
from tests.contracts.store.conftest import Open
from tests.contracts.store.samples import NOON, after_noon, delivery


def keys(tx: Transaction) -> list[str]:
    return [pending.delivery.key for pending in tx.outbox.heads()]


def settle_first(tx: Transaction) -> None:
    tx.outbox.done(tx.outbox.heads()[0].id, NOON)


async def test_a_delivery_comes_back_as_it_was(store: Store, reopen: Open) -> None:
    kept = replace(delivery("k"), expires=after_noon(60))
    await store.write(lambda tx: tx.outbox.add([kept]))
    async with reopen() as again:
        [pending] = await again.read(lambda tx: tx.outbox.heads())
    assert (pending.delivery, pending.attempts, pending.not_before) == (kept, 0, None)


async def test_one_head_a_destination_oldest_first(store: Store) -> None:
    rows = [delivery("b1", "b"), delivery("a1", "a"), delivery("b2", "b"), delivery("a2", "a")]
    await store.write(lambda tx: tx.outbox.add(rows))
    assert await store.read(keys) == ["b1", "a1"]
    await store.write(settle_first)
    assert await store.read(keys) == ["a1", "b2"]


async def test_the_heads_of_one_platform(store: Store) -> None:
    there = ["discord:1", "disc:1", "discord_:1", "matrix:discord:1", "discord:2 board"]
    await store.write(lambda tx: tx.outbox.add([delivery(name, name) for name in there]))
    found = await store.read(lambda tx: tx.outbox.heads("discord"))
    assert [pending.delivery.key for pending in found] == ["discord:1", "discord:2 board"]
    assert await store.read(lambda tx: tx.outbox.heads("d%")) == []


async def test_who_settles_a_row_knows_that_it_was_the_first(store: Store) -> None:
    await store.write(lambda tx: tx.outbox.add([delivery("k")]))
    [pending] = await store.read(lambda tx: tx.outbox.heads())
    assert await store.write(lambda tx: tx.outbox.done(pending.id, NOON)) is True
    assert await store.write(lambda tx: tx.outbox.done(pending.id, NOON)) is False


async def test_a_known_key_is_left_as_it_is(store: Store) -> None:
    await store.write(lambda tx: tx.outbox.add([delivery("k")]))
    await store.write(lambda tx: tx.outbox.add([replace(delivery("k"), action="edit"), delivery("l")]))
    [pending] = await store.read(lambda tx: tx.outbox.heads())
    assert pending.delivery == delivery("k")


async def test_a_key_that_was_sent_is_not_sent_again(store: Store) -> None:
    await store.write(lambda tx: tx.outbox.add([delivery("k")]))
    await store.write(settle_first)
    await store.write(lambda tx: tx.outbox.add([delivery("k")]))
    assert await store.read(keys) == []


async def test_destinations_can_be_left_out(store: Store) -> None:
    others = [delivery(f"k{number}", f"a{number}") for number in range(AT_ONCE + 2)]
    rows = [delivery("b1", "b"), *others, delivery("c1", "c"), delivery("b2", "b")]
    await store.write(lambda tx: tx.outbox.add(rows))
    heads = await store.read(lambda tx: tx.outbox.heads())
    assert await store.read(lambda tx: tx.outbox.heads(without={"b", "none"})) == heads[1:]
    every = {each.delivery.destination for each in heads}
    assert await store.read(lambda tx: tx.outbox.heads(without=every)) == []


async def test_what_is_new_comes_back_with_what_stands_before_it(store: Store) -> None:
    def add(tx: Transaction) -> list[tuple[str, int | None]]:
        rows = [delivery("a1", "a"), delivery("b1", "b"), delivery("a1", "a"), delivery("a2", "a")]
        return [(each.pending.delivery.key, each.behind) for each in tx.outbox.add(rows)]

    def more(tx: Transaction) -> list[tuple[int, str, int | None]]:
        added = tx.outbox.add([delivery("a2", "a"), delivery("a3", "a"), delivery("b2", "b")])
        return [(each.pending.id, each.pending.delivery.key, each.behind) for each in added]

    [(_, first), (_, other), (_, second)] = found = await store.write(add)
    assert [key for key, _ in found] == ["a1", "b1", "a2"]
    heads = {p.delivery.key: p.id for p in await store.read(lambda tx: tx.outbox.heads())}
    assert (first, other, second) == (None, None, heads["a1"])
    await store.write(lambda tx: tx.outbox.done(heads["b1"], NOON))
    [(third, _, behind), (_, key, nothing)] = await store.write(more)
    assert (heads["a1"] < (behind or 0) < third, key, nothing) == (True, "b2", None)


async def test_what_a_later_row_says_earlier_ones_need_not(store: Store) -> None:
    boards = [replace(delivery(key, "a"), action="board") for key in ("k", "l", "m")]
    rows = [*boards, delivery("post", "a"), replace(delivery("o", "b"), action="board")]
    added = await store.write(lambda tx: tx.outbox.add(rows))
    first, second, third = (each.pending.id for each in added[:3])
    assert await store.read(lambda tx: (tx.outbox.newest(first), tx.outbox.newest(third))) == (third, third)
    await store.write(lambda tx: tx.outbox.overtaken(third, NOON))
    assert await store.read(keys) == ["m", "o"]
    assert await store.write(lambda tx: tx.outbox.done(second, NOON)) is False
    await store.write(lambda tx: tx.outbox.done(third, NOON))
    assert await store.read(lambda tx: tx.outbox.newest(third)) == third
    assert await store.read(keys) == ["post", "o"]


async def test_a_row_that_is_put_off_has_failed_at_nothing(store: Store) -> None:
    await store.write(lambda tx: tx.outbox.add([delivery("k")]))
    [first] = await store.read(lambda tx: tx.outbox.heads())
    await store.write(lambda tx: tx.outbox.put_off(first.id, after_noon(60)))
    [waiting] = await store.read(lambda tx: tx.outbox.heads())
    assert (waiting.attempts, waiting.not_before) == (0, after_noon(60))


async def test_a_row_that_waits_holds_back_those_behind_it(store: Store) -> None:
    await store.write(lambda tx: tx.outbox.add([delivery("k"), delivery("l")]))
    [first] = await store.read(lambda tx: tx.outbox.heads())
    await store.write(lambda tx: tx.outbox.later(first.id, after_noon(3600)))
    [waiting] = await store.read(lambda tx: tx.outbox.heads())
    assert (waiting.id, waiting.attempts, waiting.not_before) == (first.id, 1, after_noon(3600))
    await store.write(lambda tx: tx.outbox.later(first.id, after_noon(7200)))
    [waiting] = await store.read(lambda tx: tx.outbox.heads())
    assert (waiting.attempts, waiting.not_before) == (2, after_noon(7200))


async def test_a_dropped_row_makes_way(store: Store) -> None:
    await store.write(lambda tx: tx.outbox.add([delivery("k"), delivery("l"), delivery("m")]))
    [first] = await store.read(lambda tx: tx.outbox.heads())
    await store.write(lambda tx: tx.outbox.drop(first.id, "undeliverable", NOON))
    [second] = await store.read(lambda tx: tx.outbox.heads())
    await store.write(lambda tx: tx.outbox.drop(second.id, "expired", NOON))
    assert await store.read(keys) == ["m"]


async def set_aside(store: Store, key: str) -> int:
    """The row with this key, which must be a head, is refused."""
    heads = await store.read(lambda tx: tx.outbox.heads())
    [id] = [pending.id for pending in heads if pending.delivery.key == key]
    await store.write(lambda tx: tx.outbox.set_aside(id, NOON))
    return id


async def test_a_row_that_is_set_aside_makes_way_and_keeps_what_it_says(store: Store) -> None:
    await store.write(lambda tx: tx.outbox.add([delivery("k"), delivery("l"), delivery("b", "b")]))
    await set_aside(store, "k")
    await set_aside(store, "b")
    assert await store.read(keys) == ["l"]
    found = await store.read(lambda tx: tx.outbox.aside())
    assert [(pending.delivery, pending.given_up) for pending in found] == [
        (delivery("k"), 1),
        (delivery("b", "b"), 1),
    ]
    await store.write(lambda tx: tx.outbox.add([delivery("k")]))
    assert await store.read(keys) == ["l"], "its key is known"


async def test_a_row_that_is_tried_again_stands_before_those_behind_it(store: Store) -> None:
    await store.write(lambda tx: tx.outbox.add([delivery("k"), delivery("l")]))
    id = await set_aside(store, "k")
    for times in (1, 2, 2):
        await store.write(lambda tx: tx.outbox.again(id))
        [pending] = await store.read(lambda tx: tx.outbox.heads())
        assert (pending.delivery, pending.given_up) == (delivery("k"), times)
        assert await store.read(lambda tx: tx.outbox.aside()) == []
        await set_aside(store, "k")
    await store.write(lambda tx: tx.outbox.again(id))
    assert await store.write(lambda tx: tx.outbox.done(id, NOON)) is True
    await store.write(lambda tx: tx.outbox.again(id))
    assert await store.read(keys) == ["l"], "what was sent is not sent again"


async def test_a_row_that_is_left_for_good_says_nothing_any_more(store: Store) -> None:
    await store.write(lambda tx: tx.outbox.add([delivery("k"), delivery("l")]))
    id = await set_aside(store, "k")
    [second] = await store.read(lambda tx: tx.outbox.heads())
    await store.write(lambda tx: tx.outbox.leave(second.id))
    await store.write(lambda tx: tx.outbox.leave(id))
    await store.write(lambda tx: tx.outbox.again(id))
    assert (await store.read(lambda tx: tx.outbox.aside()), await store.read(keys)) == ([], ["l"])


async def test_what_is_set_aside_goes_in_time_with_its_texts(store: Store) -> None:
    await store.write(lambda tx: tx.outbox.add([delivery("k"), delivery("l", "b")]))
    await store.write(lambda tx: tx.people.keep_text("m", "k/0", None, "words", "k"))
    await set_aside(store, "k")
    id = await set_aside(store, "l")
    await store.write(lambda tx: tx.outbox.again(id))
    await store.write(lambda tx: tx.outbox.forget(after_noon(1)))
    assert await store.read(lambda tx: (tx.outbox.aside(), dict(tx.people.texts("m", ["k/0"])))) == ([], {})
    assert await store.read(keys) == ["l"], "what waits again is not old"


async def test_what_is_settled_stays_settled(store: Store) -> None:
    await store.write(lambda tx: tx.outbox.add([delivery("k")]))
    [pending] = await store.read(lambda tx: tx.outbox.heads())
    await store.write(lambda tx: tx.outbox.done(pending.id, NOON))
    await store.write(lambda tx: tx.outbox.later(pending.id, after_noon(1)))
    await store.write(lambda tx: tx.outbox.drop(pending.id, "expired", NOON))
    assert await store.read(keys) == []


async def test_times_come_back_in_utc_and_need_a_zone(store: Store) -> None:
    in_the_east = NOON.astimezone(timezone(timedelta(hours=9)))
    await store.write(lambda tx: tx.outbox.add([replace(delivery("k"), created=in_the_east)]))
    [pending] = await store.read(lambda tx: tx.outbox.heads())
    assert (pending.delivery.created, pending.delivery.created.tzinfo) == (NOON, UTC)
    naive = replace(delivery("l"), created=datetime.fromisoformat("2026-05-04T12:00:00"))
    with pytest.raises(StatementError, match="without a zone"):
        await store.write(lambda tx: tx.outbox.add([naive]))


class Undo(Exception):
    """Takes a whole history back, so that the next one starts on an empty outbox."""


ADDING = st.tuples(st.just("add"), st.sampled_from("ab"), st.integers(0, 12))
SETTLING = st.tuples(st.sampled_from(["done", "later", "drop"]), st.sampled_from("ab"), st.just(0))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(history=st.lists(ADDING | SETTLING, max_size=25))
async def test_each_destination_keeps_its_order(store: Store, history: list[tuple[str, str, int]]) -> None:
    def live(tx: Transaction) -> None:
        waiting: dict[str, list[str]] = {"a": [], "b": []}
        added: set[str] = set()
        for action, destination, number in history:
            if action == "add":
                if (key := str(number)) not in added:
                    waiting[destination].append(key)
                added.add(key)
                tx.outbox.add([delivery(key, destination)])
            else:
                take(tx, action, destination, waiting[destination])
            heads = {pending.delivery.destination: pending.delivery.key for pending in tx.outbox.heads()}
            assert heads == {name: queue[0] for name, queue in waiting.items() if queue}
        raise Undo

    with pytest.raises(Undo):
        await store.write(live)


def take(tx: Transaction, action: str, destination: str, waiting: list[str]) -> None:
    for pending in tx.outbox.heads():
        if pending.delivery.destination == destination:
            if action == "later":
                tx.outbox.later(pending.id, NOON)
                return
            waiting.pop(0)
            if action == "done":
                tx.outbox.done(pending.id, NOON)
            else:
                tx.outbox.drop(pending.id, "expired", NOON)


async def test_rows_of_two_processes_keep_the_order_of_their_commits(store: Store, reopen: Open) -> None:
    async def commit(writer: Store, number: int) -> None:
        rows = [delivery(f"{number}a"), delivery(f"{number}b")]
        await writer.write(lambda tx: tx.outbox.add(rows))

    async with reopen() as other:
        for number in range(6):
            await commit(store if number % 2 else other, number)
    sent: list[str] = []
    while found := await store.read(keys):
        sent += found
        await store.write(settle_first)
    assert sent == [f"{number}{letter}" for number in range(6) for letter in "ab"]


async def test_old_settled_rows_are_deleted_with_their_texts_and_nothing_else(store: Store) -> None:
    def fill(tx: Transaction) -> None:
        tx.outbox.add([delivery("old", "a"), delivery("dropped", "b"), delivery("late", "c")])
        tx.outbox.add([delivery("unsent", "d")])
        for key in ("old", "dropped", "late", "unsent"):
            tx.people.keep_text("m", f"{key}/0", None, key, key)
        tx.people.keep_text("m", "old/1", None, "a text of its own, whatever it is called")
        tx.people.keep_text("n", "other/0", None, "of another meeting", "other")
        old, dropped, late, _ = tx.outbox.heads()
        tx.outbox.done(old.id, NOON)
        tx.outbox.drop(dropped.id, "expired", NOON)
        tx.outbox.done(late.id, after_noon(1))

    await store.write(fill)
    assert await store.write(lambda tx: tx.outbox.forget(after_noon(1))) is False
    ids = ["old/0", "old/1", "dropped/0", "late/0", "unsent/0"]
    assert sorted(await store.read(lambda tx: tx.people.texts("m", ids))) == [
        "late/0",
        "old/1",
        "unsent/0",
    ]
    assert await store.read(lambda tx: dict(tx.people.texts("n", ["other/0"]))) != {}
    await store.write(lambda tx: tx.outbox.add([delivery(key, key) for key in ("old", "late")]))
    assert await store.read(keys) == ["unsent", "old"], "what was deleted is not known any more"


async def test_many_old_rows_go_in_several_steps(store: Store) -> None:
    def fill(tx: Transaction) -> None:
        tx.outbox.add([delivery(f"k{number}", f"d{number}") for number in range(501)])
        for pending in tx.outbox.heads():
            tx.outbox.done(pending.id, NOON)

    await store.write(fill)
    assert await store.write(lambda tx: tx.outbox.forget(after_noon(1))) is True
    assert await store.write(lambda tx: tx.outbox.forget(after_noon(1))) is False
