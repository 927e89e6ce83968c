"""How far a platform has been read."""

from bot.ports.store import Store


async def test_the_last_value_of_each_name(store: Store) -> None:
    assert await store.read(lambda tx: tx.cursors.get("matrix")) is None
    await store.write(lambda tx: tx.cursors.set("matrix", "s1"))
    await store.write(lambda tx: tx.cursors.set("matrix", "s2"))
    await store.write(lambda tx: tx.cursors.set("discord", "9"))
    assert await store.read(lambda tx: tx.cursors.get("matrix")) == "s2"
