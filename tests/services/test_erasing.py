"""Somebody is erased while the bot serves the meeting: from that moment on nobody is told their name."""

from bot.ports.store import Delivery
from storage.erasure.by_operator import erase_person, known
from storage.erasure.erased_list import ErasedList
from storage.store import SqlStore
from tests.services.conftest import ANA, BEN, VERA
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM


async def test_while_they_wait(debating: BotDriver, store: SqlStore, erased: ErasedList) -> None:
    await debating.say(ANA, "join Pangolins pay nothing", DISCORD_ROOM)
    await debating.say(BEN, "join", DISCORD_ROOM)
    before = await debating.head()
    await erase_person(store, "roundtable", ANA, erased, debating.clock.now())
    assert await debating.head() == before
    shown = [len(debating.texts(place)) for place in (DISCORD_ROOM, DISCORD_MODERATORS)]
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    places = zip((DISCORD_ROOM, DISCORD_MODERATORS), shown, strict=True)
    new = "\n".join(text for place, seen in places for text in debating.texts(place)[seen:])
    assert "Guest 2 (not stated) has the floor" in new
    assert "(text erased)" in new
    assert "Ana" not in new
    assert "Pangolins" not in new
    assert "Ben" in new


async def test_whoever_comes_back_is_somebody_new(
    debating: BotDriver, store: SqlStore, erased: ErasedList
) -> None:
    await debating.say(ANA, "join", DISCORD_ROOM)
    first = (await known(store, "roundtable", ANA)).numbers[0]
    await erase_person(store, "roundtable", ANA, erased, debating.clock.now())
    await debating.say(ANA, "join", DISCORD_ROOM)
    second = (await known(store, "roundtable", ANA)).numbers[0]
    assert second > first
    assert "Ana" in await debating.say(ANA, "whoami")


async def test_a_message_on_its_way_to_them_ends_there(
    debating: BotDriver, store: SqlStore, erased: ErasedList
) -> None:
    await debating.say(ANA, "join", DISCORD_ROOM)
    traces = await known(store, "roundtable", ANA)
    late = Delivery("late", f"{ANA} alone", "roundtable", "whisper", {}, debating.clock.now())
    await store.write(lambda tx: tx.outbox.add([late]))
    pending = next(p for p in await store.read(lambda tx: tx.outbox.heads()) if p.delivery.key == "late")
    assert len((await erase_person(store, "roundtable", ANA, erased, debating.clock.now())).messages) == (
        len(traces.messages) + 1
    )
    # The dispatcher had read it before.
    assert not await store.write(lambda tx: tx.outbox.done(pending.id, debating.clock.now()))
