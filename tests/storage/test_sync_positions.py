"""An adapter finds its place again, on every database."""

import pytest

from bot.ports.sync_positions import SyncPositions
from storage.store import open_store
from storage.sync_positions import SqlSyncPositions
from tests.contracts.store.conftest import DATABASES


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(request.param)
    return found


async def test_the_last_one_saved_of_each_name(url: str) -> None:
    async with open_store(url) as store:
        positions: SyncPositions = SqlSyncPositions(store.database)
        await positions.save("matrix", "s1")
        await positions.save("matrix", "s2")
        await positions.save("discord", "9")
        assert await positions.load("matrix") == "s2"


async def test_one_that_was_never_saved_is_none(url: str) -> None:
    async with open_store(url) as store:
        assert await SqlSyncPositions(store.database).load("matrix") is None


async def test_it_outlives_the_process(url: str) -> None:
    async with open_store(url) as store:
        await SqlSyncPositions(store.database).save("matrix", "s1")
    async with open_store(url) as store:
        assert await SqlSyncPositions(store.database).load("matrix") == "s1"
