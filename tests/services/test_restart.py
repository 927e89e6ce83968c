"""The process stops at awkward moments and is started again: nothing is lost and nothing comes twice."""

from datetime import timedelta
from typing import Literal

import pytest

from bot.domain.identity import Place
from bot.messages.catalogue import Catalogues
from bot.ports.store import Store
from tests.services.conftest import ANA, IVO, LI, SAM, VERA, Play, debate
from tests.support.bot import BotDriver, playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import Hold, InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM, plan

Moment = Literal["before", "after"]
MOMENTS = pytest.mark.parametrize("moment", ["before", "after"])
ROOMS = (DISCORD_ROOM, MATRIX_ROOM)
STORY = [
    "Debate is paused. The clocks stand still.",
    "Debate goes on, 29 minutes 59 seconds left.",
    "Correction: the agenda is at Debate again, and paused.",
    "Correction: the agenda is at Debate again, 29 minutes 56 seconds left.",
    "Correction: the call of Guest 2 was taken back. Floor now: nobody.",
]
"""What the rooms are told of a pause, its end, and three decisions taken back."""


async def prepare(bot: BotDriver) -> None:
    """Three people wait in the debate."""
    await bot.give(VERA, "open", DISCORD_MODERATORS)
    for who in (ANA, LI, SAM):
        await bot.give(who, "join")
    await debate(bot)


def count(bot: BotDriver, place: Place, words: str) -> int:
    return sum(words in text for text in bot.texts(place))


@MOMENTS
async def test_stopped_around_a_delivery(
    play: Play, fakes: tuple[InMemoryPlatform, InMemoryPlatform], clock: MovedClock, moment: Moment
) -> None:
    async with play() as bot:
        await prepare(bot)
        for fake in fakes:
            fake.hold = Hold(moment)
        cause = await bot.give(VERA, "next", DISCORD_MODERATORS)
        await bot.settled()
        head = await bot.head()
    for fake in fakes:
        fake.hold = None
    clock.move(60)
    async with play() as bot:
        assert "Guest 2 (not stated) has the floor" in bot.answer(VERA, cause)
        assert [count(bot, room, "Guest 2 (not stated) has the floor") for room in ROOMS] == [1, 1]
        assert await bot.head() == head
        assert "29 minutes left" in await bot.say(ANA, "agenda")
        assert "2 people are waiting:\n1. Guest 3 (not stated)\n2. Guest 4" in await bot.say(ANA, "queue")


@MOMENTS
async def test_stopped_for_longer_than_the_platforms_know_a_key(
    play: Play, fakes: tuple[InMemoryPlatform, InMemoryPlatform], clock: MovedClock, moment: Moment
) -> None:
    for fake in fakes:
        fake.keys_last = timedelta(minutes=2)
    async with play() as bot:
        await prepare(bot)
        for fake in fakes:
            fake.hold = Hold(moment)
        cause = await bot.give(VERA, "phase pause", DISCORD_MODERATORS)
        await bot.settled()
    for fake in fakes:
        fake.hold = None
    clock.move(300)
    async with play() as bot:
        assert [count(bot, room, STORY[0]) for room in ROOMS] == [1, 1]
        assert "Paused" in bot.answer(VERA, cause)
        keys = [key for fake in fakes for shown in fake.shown.values() for key in shown]
        assert not [key for key in keys if key.endswith(" again")]


@pytest.mark.slow
@MOMENTS
async def test_stopped_again_and_again(
    play: Play, fakes: tuple[InMemoryPlatform, InMemoryPlatform], moment: Moment
) -> None:
    async with play() as bot:
        await prepare(bot)
        for fake in fakes:
            fake.hold = Hold("before")
        for command in ("next", "phase pause", "phase resume", "undo", "undo", "undo"):
            await bot.give(VERA, command, DISCORD_MODERATORS)
            bot.clock.move(1)
        head = await bot.head()
    await stumble(play, fakes, moment)
    async with play() as bot:
        assert await bot.head() == head
        for room in ROOMS:
            assert [text for text in bot.texts(room) if text in STORY] == STORY


async def stumble(play: Play, fakes: tuple[InMemoryPlatform, InMemoryPlatform], moment: Moment) -> None:
    """Start the bot until it has done everything, each time stopping it a little later."""
    for passing in range(60):
        for fake in fakes:
            fake.hold = Hold(moment, passing=passing)
        async with play():
            held = [fake.hold.reached.is_set() for fake in fakes if fake.hold]
        if not any(held):
            return
    pytest.fail("the bot never came to an end")


@MOMENTS
async def test_stopped_while_a_channel_is_opened(
    play: Play, fakes: tuple[InMemoryPlatform, InMemoryPlatform], matrix: InMemoryPlatform, moment: Moment
) -> None:
    async with play() as bot:
        await prepare(bot)
        await bot.say(SAM, "stay")
        await bot.say(IVO, "close", MATRIX_ROOM)
        await bot.move(2)
        matrix.hold = Hold(moment, "channel")
        await bot.give(IVO, "close", MATRIX_ROOM)
        await bot.settled()
    matrix.hold = None
    async with play() as bot:
        (channel,) = matrix.channels.values()
        assert matrix.inside[channel] == {IVO, SAM}
        assert count(bot, channel, "Open questions") == 1
        assert [count(bot, room, "is over. Thank you") for room in ROOMS] == [1, 1]
        kinds = await bot.store.read(lambda tx: [row.kind for row in tx.log.after("group/roundtable", 0)])
        assert kinds.count("channel-opened") == len(fakes)


async def test_what_waits_for_a_platform_that_is_gone_is_never_sent(
    play: Play,
    store: Store,
    catalogues: Catalogues,
    fakes: tuple[InMemoryPlatform, InMemoryPlatform],
    clock: MovedClock,
) -> None:
    discord, matrix = fakes
    async with play() as bot:
        await prepare(bot)
        matrix.hold = Hold("before", str(MATRIX_ROOM))
        for command in ("pause", "resume"):
            await bot.give(VERA, f"phase {command}", DISCORD_MODERATORS)
        await bot.settled()
    matrix.hold = None
    async with playing(store, catalogues, {"roundtable": plan()}, discord, clock=clock) as bot:
        assert count(bot, DISCORD_ROOM, "Debate is paused") == 1
    async with play() as bot:
        assert [count(bot, MATRIX_ROOM, words) for words in STORY[:2]] == [0, 0]
