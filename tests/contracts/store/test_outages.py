"""A platform stands still from a moment on, until it is served again."""

from bot.ports.store import Store
from tests.contracts.store.conftest import Open
from tests.contracts.store.samples import NOON, after_noon


async def test_it_begins_once_and_ends_once(store: Store, reopen: Open) -> None:
    assert await store.write(lambda tx: tx.outages.begin("discord", NOON))
    assert not await store.write(lambda tx: tx.outages.begin("discord", after_noon(60)))
    async with reopen() as again:
        assert await again.write(lambda tx: tx.outages.end("discord")) == NOON
        assert await again.write(lambda tx: tx.outages.end("discord")) is None


async def test_each_has_its_own(store: Store) -> None:
    assert await store.write(lambda tx: tx.outages.begin("discord", NOON))
    assert await store.write(lambda tx: tx.outages.end("matrix")) is None
    assert await store.write(lambda tx: tx.outages.begin("matrix", after_noon(60)))
    assert await store.write(lambda tx: tx.outages.end("discord")) == NOON


async def test_it_can_be_asked_since_when(store: Store) -> None:
    assert await store.read(lambda tx: tx.outages.since("matrix:!hall")) is None
    await store.write(lambda tx: tx.outages.begin("matrix:!hall", NOON))
    await store.write(lambda tx: tx.outages.begin("matrix:!hall", after_noon(60)))
    assert await store.read(lambda tx: tx.outages.since("matrix:!hall")) == NOON
    await store.write(lambda tx: tx.outages.end("matrix:!hall"))
    assert await store.read(lambda tx: tx.outages.since("matrix:!hall")) is None
