"""A command that comes twice is known."""

from bot.ports.store import Store, Transaction
from tests.contracts.store.conftest import Open
from tests.contracts.store.samples import NOON


def first_time(tx: Transaction) -> bool:
    return tx.causes.first_time("discord:1", NOON)


async def test_the_first_time_only_once(store: Store, reopen: Open) -> None:
    assert await store.write(first_time) is True
    assert await store.write(first_time) is False
    async with reopen() as again:
        assert await again.write(first_time) is False


async def test_twice_within_one_transaction(store: Store) -> None:
    assert await store.write(lambda tx: (first_time(tx), first_time(tx))) == (True, False)


async def test_causes_do_not_mix(store: Store) -> None:
    await store.write(first_time)
    assert await store.write(lambda tx: tx.causes.first_time("discord:2", NOON)) is True
