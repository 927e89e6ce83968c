"""Where boards hang, and how deep they are buried."""

from bot.domain.identity import Place
from bot.ports.store import Posted, Store

HALL, LOBBY = Place("console", "hall"), Place("console", "lobby")


async def test_no_board_at_first_and_nothing_to_bury(store: Store) -> None:
    await store.write(lambda tx: tx.boards.buried("m", HALL))
    assert await store.read(lambda tx: tx.boards.get("m", HALL)) is None


async def test_posts_behind_it_are_counted_for_each_room_and_meeting(store: Store) -> None:
    await store.write(lambda tx: tx.boards.set("m", HALL, "11"))
    await store.write(lambda tx: tx.boards.set("m", LOBBY, "12"))
    await store.write(lambda tx: tx.boards.set("n", HALL, "13"))
    for _ in range(2):
        await store.write(lambda tx: tx.boards.buried("m", HALL))
    assert await store.read(lambda tx: tx.boards.get("m", HALL)) == Posted(HALL, "11", 2)
    assert await store.read(lambda tx: tx.boards.get("m", LOBBY)) == Posted(LOBBY, "12", 0)
    assert await store.read(lambda tx: tx.boards.get("n", HALL)) == Posted(HALL, "13", 0)


async def test_a_new_board_has_nothing_behind_it(store: Store) -> None:
    await store.write(lambda tx: tx.boards.set("m", HALL, "11"))
    await store.write(lambda tx: tx.boards.buried("m", HALL))
    await store.write(lambda tx: tx.boards.set("m", HALL, "14"))
    assert await store.read(lambda tx: tx.boards.get("m", HALL)) == Posted(HALL, "14", 0)
