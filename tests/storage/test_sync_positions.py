"""An adapter finds its place again."""

from bot.ports.store import Store
from bot.ports.sync_positions import SyncPositions
from storage.store import open_store
from storage.sync_positions import StoredSyncPositions


async def test_a_bookmark_is_the_last_one_saved(store: Store) -> None:
    sync_positions: SyncPositions = StoredSyncPositions(store)
    await sync_positions.save("matrix", "s1")
    await sync_positions.save("matrix", "s2")
    assert await sync_positions.load("matrix") == "s2"


async def test_an_unknown_bookmark_is_none(store: Store) -> None:
    assert await StoredSyncPositions(store).load("matrix") is None


async def test_a_bookmark_outlives_the_process(database_url: str) -> None:
    async with open_store(database_url) as store:
        await StoredSyncPositions(store).save("matrix", "s1")
    async with open_store(database_url) as store:
        assert await StoredSyncPositions(store).load("matrix") == "s1"
