"""A command that comes twice is known."""

from bot.ports.store import Store, Transaction
from tests.contracts.store.conftest import Open
from tests.contracts.store.samples import NOON, after_noon


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
