"""One platform's end is its own: the others go on, it is told, and it is tried again."""

import asyncio
import logging
from collections.abc import Callable

import pytest

from bot.app import Dependencies, build_app
from bot.commands.table import commands
from bot.domain.identity import Place
from bot.messages.catalogue import Catalogues
from bot.ports.platform import Misconfigured
from bot.ports.store import Store
from bot.services.platform_supervisor import RETRY
from tests.services.conftest import IVO, LI, VERA, Play
from tests.support.bot import BotDriver
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import (
    DISCORD_MODERATORS,
    DISCORD_ROOM,
    MATRIX_MODERATORS,
    MATRIX_ROOM,
    plan,
)

MODERATORS = (DISCORD_MODERATORS, MATRIX_MODERATORS)
REVOKED = Misconfigured("Discord refuses the bot's token; make a new one")
STOPPED, BACK = "Discord does not let the bot in any more", "Discord lets the bot in again"


async def until(platform: InMemoryPlatform, holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20), platform.changed:
        await platform.changed.wait_for(holds)


def told(bot: BotDriver, words: str, place: Place) -> int:
    return sum(words in text for text in bot.texts(place))


async def asleep(bot: BotDriver) -> None:
    """What stands still waits for its next try. Each look lets the bot go on."""
    moment = bot.clock.now() + RETRY
    async with asyncio.timeout(20):
        while not bot.clock.awaited(moment):
            await bot.store.read(lambda _: None)


@pytest.fixture
async def alone(opened: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform) -> BotDriver:
    """The meeting is open, and Discord's token has been revoked."""
    discord.end(REVOKED)
    await until(matrix, lambda: told(opened, STOPPED, MATRIX_MODERATORS) == 1)
    await asleep(opened)
    return opened


async def test_the_other_goes_on(
    alone: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    discord.endings = [REVOKED]
    await alone.give(IVO, "start", MATRIX_ROOM)
    await until(matrix, lambda: told(alone, "Introduction starts", MATRIX_ROOM) == 1)
    alone.clock.move(25 * 60)
    await until(matrix, lambda: told(alone, "Introduction ends in 5 minutes", MATRIX_ROOM) == 1)
    cause = await alone.give(LI, "agenda")
    await until(matrix, lambda: f"{cause}/answer/0" in matrix.shown[f"@{LI}"])
    assert told(alone, "Introduction starts", DISCORD_ROOM) == 0


async def test_it_is_tried_again_at_long_intervals_and_told_once(
    alone: BotDriver, discord: InMemoryPlatform, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    discord.endings = [REVOKED, REVOKED]
    for tries in (2, 3):
        alone.clock.move(RETRY.total_seconds())
        await asleep(alone)
        assert discord.runs == tries
        assert alone.app.supervisor.stopped == {"discord": str(REVOKED)}
    alone.clock.move(RETRY.total_seconds())
    await until(discord, lambda: told(alone, BACK, DISCORD_MODERATORS) == 1)
    await alone.settled()
    assert [told(alone, BACK, room) for room in MODERATORS] == [1, 1]
    assert [told(alone, STOPPED, room) for room in MODERATORS] == [0, 1], "there it is known from its end"
    assert alone.app.supervisor.stopped == {}
    lines = [record.message for record in caplog.records if record.name.endswith("supervisor")]
    refused = f"discord is not served, and tried again every 10 minutes: {REVOKED}"
    assert lines == [refused, refused, "discord: connected"]


async def test_what_was_to_be_said_there_follows(alone: BotDriver, discord: InMemoryPlatform) -> None:
    await alone.give(IVO, "start", MATRIX_ROOM)
    alone.clock.move(RETRY.total_seconds())
    await until(discord, lambda: told(alone, "Introduction starts", DISCORD_ROOM) == 1)
    await alone.settled()
    assert "The next phase has started" in await alone.say(VERA, "phase next", DISCORD_MODERATORS)


async def test_a_mistake_in_an_adapter_is_its_own_as_well(
    opened: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    discord.end(KeyError("whatever Ana wrote"))
    await until(matrix, lambda: told(opened, STOPPED, MATRIX_MODERATORS) == 1)
    assert opened.app.supervisor.stopped == {"discord": "discord failed (KeyError)"}


async def test_the_end_is_told_by_whoever_serves_it_next(
    play: Play, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    async with play() as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        discord.end(REVOKED)
        await until(matrix, lambda: told(bot, STOPPED, MATRIX_MODERATORS) == 1)
    async with play() as bot:
        await until(discord, lambda: told(bot, BACK, DISCORD_MODERATORS) == 1)
        await until(matrix, lambda: told(bot, BACK, MATRIX_MODERATORS) == 1)
        await bot.settled()
        assert [told(bot, BACK, room) for room in MODERATORS] == [1, 1]


async def test_where_none_is_left_from_the_start_the_program_ends(
    store: Store, catalogues: Catalogues, clock: MovedClock
) -> None:
    platforms = {name: InMemoryPlatform(name) for name in ("discord", "matrix")}
    for platform in platforms.values():
        platform.endings = [Misconfigured(f"{platform.name} refuses")]
    dependencies = Dependencies(store, platforms, clock, lambda: 0.5)
    app = build_app(dependencies, commands(), catalogues, {"roundtable": plan()})
    with pytest.raises(ExceptionGroup) as ended:
        await app.run()
    assert ended.group_contains(Misconfigured, match="(discord|matrix) refuses; (discord|matrix) refuses")


async def test_one_that_never_began_leaves_the_other_alone(
    play: Play, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    discord.endings = [REVOKED]
    async with play() as bot:
        await until(matrix, lambda: told(bot, STOPPED, MATRIX_MODERATORS) == 1)
        await bot.give(IVO, "open", MATRIX_ROOM)
        await until(matrix, lambda: told(bot, "is open", MATRIX_ROOM) == 1)
