"""Whoever is given the floor is told of before anything else that the call brings."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.ports.platform import TryLater
from tests.services.conftest import ANA, BEN, VERA, debate
from tests.support.bot import BotDriver
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import Hold, InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM

ROOM = str(DISCORD_ROOM)


def shown(discord: InMemoryPlatform) -> Sequence[str]:
    """All messages on the platform, with their edits."""
    return [f"{each.text}{each.edits}" for here in discord.shown.values() for each in here.values()]


@asynccontextmanager
async def called(bot: BotDriver, discord: InMemoryPlatform) -> AsyncIterator[Hold]:
    """Ana is called, and the words for the room are on their way for as long as this lasts."""
    await bot.say(VERA, "open", DISCORD_MODERATORS)
    await debate(bot)
    for each in (ANA, BEN):
        await bot.say(each, "join", DISCORD_ROOM)
    await bot.move(60)
    before = shown(discord)
    discord.hold = hold = Hold("before", ROOM)
    await bot.give(VERA, "next", DISCORD_MODERATORS)
    await hold.reached.wait()
    discord.hold = None
    assert shown(discord) == before
    yield hold
    hold.gate.set()
    await bot.settled()


async def test_nothing_else_leaves_while_the_room_is_told_and_all_of_it_then(
    played: BotDriver, discord: InMemoryPlatform
) -> None:
    async with called(played, discord):
        before = shown(discord)
        assert played.watched is not None
        await played.watched.rests()
        assert shown(discord) == before
    assert "Ana (not stated) has the floor" in "".join(played.texts(DISCORD_ROOM))
    assert "You have the floor" in "".join(played.texts(ANA))
    assert "Ana" in played.texts(DISCORD_MODERATORS)[-1]


async def test_a_room_that_takes_long_holds_up_the_rest_for_half_a_second(
    played: BotDriver, discord: InMemoryPlatform, clock: MovedClock
) -> None:
    async with called(played, discord):
        clock.move(0.5)
        await discord.until(lambda: "You have the floor" in "".join(played.texts(ANA)))
        assert "Ana (not stated) has the floor" not in "".join(played.texts(DISCORD_ROOM))


async def test_what_fails_holds_up_nothing(played: BotDriver, discord: InMemoryPlatform) -> None:
    async with called(played, discord) as hold:
        discord.refusals[ROOM].append(TryLater("away", 20))
        hold.gate.set()
        await played.settled()
        assert "You have the floor" in "".join(played.texts(ANA))
        assert "Ana (not stated) has the floor" not in "".join(played.texts(DISCORD_ROOM))
        await played.move(21)
        assert "Ana (not stated) has the floor" in "".join(played.texts(DISCORD_ROOM))
