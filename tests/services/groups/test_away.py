"""A platform or the bot was away, or the clock was set: what is due is said once, nothing that is over."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.group.rows import Resource
from bot.ports.platform import TryLater
from tests.services.conftest import ANA, BEN, VERA, Play
from tests.services.groups.conftest import meet
from tests.services.groups.test_coming_and_going import GROUP, channel
from tests.services.groups.test_dates import added, told
from tests.services.groups.test_digest import digests, put, resource
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_ROOM

ROUND, DUE = "Round 3\u201d is on", "due t"


async def planned(bot: BotDriver, action: int, date: int) -> None:
    """A digest each day; an action of Ana's and a date that Ben attends unseen, in so many days."""
    await bot.say(VERA, "digest daily 12:00")
    await bot.say(ANA, f"action add Draft | me | in {action} days")
    await bot.say(ANA, "confirm 1")
    await bot.say(BEN, "stay digest", DISCORD_ROOM)
    await added(bot, f"date add Round 3 | in {date} days | Geneva")
    await bot.say(BEN, "date going 1")
    await bot.say(ANA, "date remind 1 3d 1d 1h")


async def pass_hours(bot: BotDriver, count: int) -> None:
    """Hour by hour; something is shared at ten each day."""
    for _ in range(count):
        await bot.move(3600)
        if bot.clock.now().hour == 10:
            await put(bot, resource(await unused(bot), bot.clock.now()), title="A report")


async def unused(bot: BotDriver) -> int:
    return await bot.store.read(lambda tx: tx.records.of(GROUP).next_number(Resource))


def counts(bot: BotDriver, discord: InMemoryPlatform) -> tuple[list[int], list[int], int]:
    """Digests, reminders of the date (each in the channel and to Ben) and of the action."""
    here = channel(discord)
    dates = [told(bot, here, ROUND), told(bot, BEN, ROUND)]
    return [len(digests(bot, here)), len(digests(bot, BEN))], dates, told(bot, ANA, DUE)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("action", "date", "expected"),
    [(3, 2, ([1, 1], [0, 0], 0)), (7, 8, ([1, 1], [1, 1], 1))],
)
async def test_a_platform_that_was_away_for_a_week_is_told_once(
    after: BotDriver,
    discord: InMemoryPlatform,
    action: int,
    date: int,
    expected: tuple[list[int], list[int], int],
) -> None:
    await planned(after, action, date)
    discord.failures = [TryLater("away", 3600)] * 9999
    await pass_hours(after, 7 * 24)
    discord.failures = []
    await after.move(3600)
    assert counts(after, discord) == expected


@pytest.mark.parametrize(("hours", "noons"), [(1, 6), (24, 5)])
async def test_a_clock_that_is_set_back_brings_nothing_twice(
    after: BotDriver, discord: InMemoryPlatform, hours: int, noons: int
) -> None:
    await planned(after, 4, 4)
    for day, hour in ((4, 13), (6, 10), (7, 10)):  # Behind a digest, and behind each reminder.
        while after.clock.now() < datetime(2026, 12, day, hour, tzinfo=UTC):
            await pass_hours(after, 1)
        after.clock.set_back(hours * 3600)
    await pass_hours(after, 48)
    assert counts(after, discord) == ([noons, noons], [3, 3], 2)


async def test_a_bot_that_was_away_for_a_week_says_what_is_still_true_once(
    play: Play, discord: InMemoryPlatform
) -> None:
    async with play() as bot:
        await meet(bot)
        await planned(bot, 7, 8)
        await put(bot, resource(1, bot.clock.now()), title="A report")
        bot.clock.moment += timedelta(days=7)
    async with play() as bot:
        await bot.settled()
        assert counts(bot, discord) == ([1, 1], [1, 1], 1)
