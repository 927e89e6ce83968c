"""Deliveries: in order to each place, none held up by another, each failure dealt with."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct, field

from bot.domain.identity import Place
from bot.domain.message import say
from bot.messages.catalogue import Catalogues
from bot.ports.platform import TryLater, Undeliverable
from bot.ports.store import Delivery, Store, Transaction
from bot.services.outbound.actions import Post
from bot.services.outbound.dispatch.delivering import MOST_FAILURES
from tests.services.conftest import ANA, VERA
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.idle import until_all_idle
from tests.support.in_memory_platform import Hold, InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM, plan

T = TypeVar("T")
PAUSED, GOES_ON = "Debate is paused. The clocks stand still.", "Debate goes on, 30 minutes left."
ROOM, MODERATORS = str(DISCORD_ROOM), str(DISCORD_MODERATORS)


async def pause_and_resume(bot: BotDriver) -> None:
    await bot.say(VERA, "phase pause", DISCORD_MODERATORS)
    await bot.say(VERA, "phase resume", DISCORD_MODERATORS)


def told(bot: BotDriver, place: Place) -> list[str]:
    return [text for text in bot.texts(place) if text in (PAUSED, GOES_ON)]


async def test_order_is_kept_while_others_go_on(debating: BotDriver, discord: InMemoryPlatform) -> None:
    discord.refusals[ROOM] = [TryLater("busy", after=7), TryLater("busy", after=7)]
    await pause_and_resume(debating)
    assert (told(debating, DISCORD_ROOM), told(debating, MATRIX_ROOM)) == ([], [PAUSED, GOES_ON])
    await debating.move(6.9)
    assert told(debating, DISCORD_ROOM) == []
    await debating.move(0.1)
    assert told(debating, DISCORD_ROOM) == []
    await debating.move(7)
    assert told(debating, DISCORD_ROOM) == [PAUSED, GOES_ON]


async def test_what_a_platform_never_takes_is_told_to_the_moderators_once(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    discord.refusals[ROOM] = [Undeliverable("no permission") for _ in range(2)]
    await pause_and_resume(debating)
    assert (told(debating, DISCORD_ROOM), told(debating, MATRIX_ROOM)) == ([], [PAUSED, GOES_ON])
    for room in (DISCORD_MODERATORS, MATRIX_MODERATORS):
        assert sum("could not be posted" in text for text in debating.texts(room)) == 1


async def test_of_a_lost_moderators_room_only_the_others_are_told(
    debating: BotDriver, discord: InMemoryPlatform
) -> None:
    discord.refusals[MODERATORS] = [Undeliverable("gone") for _ in range(20)]
    await debating.say(ANA, "join", DISCORD_ROOM)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    assert sum("could not be posted" in text for text in debating.texts(MATRIX_MODERATORS)) == 1
    assert len(discord.refusals[MODERATORS]) == 17, "the first hand, the turn card and one notice were tried"


async def test_an_unknown_failure_is_tried_again(debating: BotDriver, discord: InMemoryPlatform) -> None:
    discord.refusals[ROOM] = [
        *(TryLater("away") for _ in range(MOST_FAILURES + 1)),
        *(RuntimeError("oh") for _ in range(2)),
    ]
    await pause_and_resume(debating)
    for _ in range(MOST_FAILURES + 3):
        await debating.move(60)
    assert told(debating, DISCORD_ROOM) == [PAUSED, GOES_ON]


async def test_an_unknown_failure_is_given_up_at_last(debating: BotDriver, discord: InMemoryPlatform) -> None:
    discord.refusals[ROOM] = [RuntimeError("oh") for _ in range(MOST_FAILURES + 1)]
    await pause_and_resume(debating)
    for _ in range(MOST_FAILURES):
        assert told(debating, DISCORD_ROOM) == []
        await debating.move(60)
    assert told(debating, DISCORD_ROOM) == [GOES_ON]
    assert sum("could not be posted" in text for text in debating.texts(DISCORD_MODERATORS)) == 1


async def test_a_delivery_that_cannot_be_read_stops_nothing(debating: BotDriver, store: Store) -> None:
    unreadable = Delivery("odd", ROOM, "roundtable", "post", {"action": "sing"}, debating.clock.now())
    await store.write(lambda tx: tx.outbox.add([unreadable]))
    await pause_and_resume(debating)
    for _ in range(MOST_FAILURES + 1):
        await debating.move(60)
    assert told(debating, DISCORD_ROOM) == [PAUSED, GOES_ON]


async def test_a_delivery_of_a_meeting_that_is_gone_stops_nothing(debating: BotDriver, store: Store) -> None:
    gone = debating.app.repository.serializer.payload(Post(DISCORD_ROOM, say("closed-moderators")))
    lost = Delivery("lost", ROOM, "removed", "post", gone, debating.clock.now())
    await store.write(lambda tx: tx.outbox.add([lost]))
    await pause_and_resume(debating)
    assert told(debating, DISCORD_ROOM) == [PAUSED, GOES_ON]


async def test_a_late_answer_is_not_given(debating: BotDriver, discord: InMemoryPlatform) -> None:
    discord.refusals[f"@{ANA}"] = [TryLater("away", after=16 * 60)]
    await debating.give(ANA, "agenda", DISCORD_ROOM)
    await debating.settled()
    await debating.move(16 * 60)
    assert not discord.refusals[f"@{ANA}"]
    (word,) = debating.texts(ANA)
    assert "Debate" not in word, "they are told that it came too late, and not what it was"
    assert "Debate" in await debating.say(ANA, "agenda", DISCORD_ROOM)


class LateStore(Struct):
    """A store whose reads, while they are held up, look at one moment and arrive at another."""

    store: Store
    held_up: tuple[asyncio.Event, asyncio.Event] | None = None
    begun: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    looked: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))

    async def write(self, work: Callable[[Transaction], T]) -> T:
        return await self.store.write(work)

    async def read(self, work: Callable[[Transaction], T]) -> T:
        if self.held_up is None:
            return await self.store.read(work)
        looks, arrives = self.held_up
        self.begun.release()
        await looks.wait()
        found = await self.store.read(work)
        self.looked.release()
        await arrives.wait()
        return found


async def test_what_was_sent_while_the_outbox_was_looked_at_is_not_sent_again(
    store: Store, catalogues: Catalogues, discord: InMemoryPlatform, clock: MovedClock
) -> None:
    late, woken = LateStore(store), ("the dispatcher", "the scheduler")
    async with playing(late, catalogues, {"roundtable": plan()}, discord, clock=clock) as bot:
        late.held_up = looks, arrives = asyncio.Event(), asyncio.Event()
        bot.app.wake_all()
        for _ in woken:
            await late.begun.acquire()
        late.held_up = None
        discord.hold = hold = Hold("after")
        cause = await bot.give(ANA, "agenda", DISCORD_ROOM)
        await hold.reached.wait()
        looks.set()
        for _ in woken:
            await late.looked.acquire()
        discord.hold = None
        hold.gate.set()
        await until_all_idle(store, clock)
        arrives.set()
        await bot.say(ANA, "help", DISCORD_ROOM)
        assert discord.calls[f"{cause}/answer/0"] == 1
