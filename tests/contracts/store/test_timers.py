"""One next moment for each thing, the earliest first."""

from datetime import timedelta, timezone

from bot.ports.store import Due, Store, Transaction
from tests.contracts.store.conftest import Open
from tests.contracts.store.samples import NOON, after_noon


def upcoming(tx: Transaction) -> Due | None:
    return tx.timers.next(("meeting", "follow-up"))


async def test_nothing_is_due_at_first(store: Store) -> None:
    assert await store.read(upcoming) is None


async def test_the_earliest_comes_next(store: Store, reopen: Open) -> None:
    def plan(tx: Transaction) -> None:
        tx.timers.set("meeting", "late", after_noon(10.5))
        tx.timers.set("meeting", "early", after_noon(10.000001))
        tx.timers.set("follow-up", "early", after_noon(11))

    await store.write(plan)
    async with reopen() as again:
        assert await again.read(upcoming) == Due("meeting", "early", after_noon(10.000001))


async def test_zones_do_not_change_the_order(store: Store) -> None:
    east, west = timezone(timedelta(hours=9)), timezone(timedelta(hours=-8))
    await store.write(lambda tx: tx.timers.set("meeting", "east", after_noon(2).astimezone(east)))
    await store.write(lambda tx: tx.timers.set("meeting", "west", after_noon(1).astimezone(west)))
    assert await store.read(upcoming) == Due("meeting", "west", after_noon(1))


async def test_a_new_moment_replaces_the_old_one(store: Store) -> None:
    await store.write(lambda tx: tx.timers.set("meeting", "m", NOON))
    await store.write(lambda tx: tx.timers.set("meeting", "m", after_noon(60)))
    assert await store.read(upcoming) == Due("meeting", "m", after_noon(60))


async def test_none_takes_it_away_and_nothing_else(store: Store) -> None:
    await store.write(lambda tx: tx.timers.set("meeting", "m", NOON))
    await store.write(lambda tx: tx.timers.set("follow-up", "m", after_noon(60)))
    await store.write(lambda tx: tx.timers.set("meeting", "m", None))
    await store.write(lambda tx: tx.timers.set("meeting", "m", None))
    assert await store.read(upcoming) == Due("follow-up", "m", after_noon(60))


async def test_others_are_passed_over(store: Store) -> None:
    def plan(tx: Transaction) -> None:
        tx.timers.set("strange", "s", NOON)
        tx.timers.set("meeting", "m", after_noon(60))

    await store.write(plan)
    assert await store.read(lambda tx: tx.timers.next(("meeting",))) == Due("meeting", "m", after_noon(60))
    assert await store.read(lambda tx: tx.timers.next(())) is None
    assert await store.read(lambda tx: tx.timers.owners()) == {"strange", "meeting"}


async def test_a_moment_that_was_met_goes_unless_another_was_set(store: Store) -> None:
    first = Due("meeting", "m", NOON)
    await store.write(lambda tx: tx.timers.set("meeting", "m", NOON))
    await store.write(lambda tx: tx.timers.set("meeting", "m", after_noon(1)))
    await store.write(lambda tx: tx.timers.met(first))
    assert await store.read(upcoming) == Due("meeting", "m", after_noon(1))
    await store.write(lambda tx: tx.timers.met(Due("meeting", "m", after_noon(1))))
    assert await store.read(upcoming) is None
