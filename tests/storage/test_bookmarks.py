"""An adapter finds its place again."""

from bot.ports.bookmarks import Bookmarks
from bot.ports.store import Store
from storage.bookmarks import StoredBookmarks
from storage.store import open_store


async def test_a_bookmark_is_the_last_one_saved(store: Store) -> None:
    bookmarks: Bookmarks = StoredBookmarks(store)
    await bookmarks.save("matrix", "s1")
    await bookmarks.save("matrix", "s2")
    assert await bookmarks.load("matrix") == "s2"


async def test_an_unknown_bookmark_is_none(store: Store) -> None:
    assert await StoredBookmarks(store).load("matrix") is None


async def test_a_bookmark_outlives_the_process(database_url: str) -> None:
    async with open_store(database_url) as store:
        await StoredBookmarks(store).save("matrix", "s1")
    async with open_store(database_url) as store:
        assert await StoredBookmarks(store).load("matrix") == "s1"
