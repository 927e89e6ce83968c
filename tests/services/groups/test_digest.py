"""The digest: at the group's own time, exactly once, of what is new, and for those who want it alone."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.group.rows import ActionItem, Going, KeyDate, Resource, Row, Settings, text_id
from bot.domain.identity import Identity, Place
from bot.ports.store import Transaction
from tests.services.conftest import ANA, BEN, LI, VERA, Play
from tests.services.groups.conftest import meet
from tests.services.groups.test_coming_and_going import GROUP, channel
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import Hold, InMemoryPlatform
from tests.support.plans import DISCORD_ROOM

TITLE = "What is new in the group"
DAY = 86400


async def put(bot: BotDriver, *rows: Row, **texts: str) -> None:
    def write(tx: Transaction) -> None:
        for row in rows:
            tx.records.put(GROUP, row)
            for name, body in texts.items():
                tx.people.keep_text(GROUP, text_id(row, name), None, body)

    await bot.store.write(write)


async def settings(bot: BotDriver) -> Settings:
    found = await bot.store.read(lambda tx: tx.records.of(GROUP).get(Settings, 1))
    assert found is not None
    return found


def digests(bot: BotDriver, where: Place | Identity) -> list[str]:
    return [text for text in bot.texts(where) if TITLE in text]


def resource(number: int, now: datetime) -> Resource:
    """Shared a second later than now, at which the group may have been founded, or had a digest."""
    return Resource(number, None, now + timedelta(seconds=1), "", "", "")


async def move_to(bot: BotDriver, moment: datetime) -> None:
    await bot.move((moment - bot.clock.now()).total_seconds())


async def test_a_group_has_a_weekly_one_from_the_first_day(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    await put(after, resource(1, after.clock.now()), title="A report")
    await move_to(after, datetime(2026, 12, 7, 8, 59, tzinfo=UTC))
    assert digests(after, channel(discord)) == []
    await move_to(after, datetime(2026, 12, 7, 9, 0, tzinfo=UTC))
    (one,) = digests(after, channel(discord))
    assert "New resources:" in one
    assert "A report" in one
    assert len(digests(after, channel(matrix))) == 1


async def test_nothing_new_is_no_digest(after: BotDriver, discord: InMemoryPlatform) -> None:
    for _ in range(5):
        await after.move(7 * DAY)
    assert digests(after, channel(discord)) == []
    assert (await settings(after)).digested == datetime(2027, 1, 7, tzinfo=UTC).replace(
        hour=after.clock.now().hour, minute=after.clock.now().minute, second=after.clock.now().second
    )


@pytest.mark.slow
async def test_after_a_long_downtime_there_is_one_and_it_tells_of_all(
    play: Play, discord: InMemoryPlatform
) -> None:
    async with play() as bot:
        await meet(bot)
        await put(bot, resource(1, bot.clock.now()), title="A report")
        await put(bot, resource(2, bot.clock.now() + timedelta(days=40)), title="Another one")
        bot.clock.moment += timedelta(days=45)
    async with play() as bot:
        await bot.settled()
        (one,) = digests(bot, channel(discord))
        assert "A report" in one
        assert "Another one" in one
        await bot.move(7 * DAY)
        assert len(digests(bot, channel(discord))) == 1


ZONES = ("Europe/Vienna", "America/New_York", "Asia/Kolkata", "Australia/Adelaide", "America/Santiago")


@pytest.mark.parametrize(
    "zone", [ZONES[0], *(pytest.param(zone, marks=pytest.mark.slow) for zone in ZONES[1:])]
)
async def test_it_comes_at_the_wall_time_of_the_group_across_both_clock_changes(
    zone: str, after: BotDriver, discord: InMemoryPlatform
) -> None:
    assert zone in await after.say(VERA, f"timezone group {zone}")
    assert "every Sunday at 08:30" in await after.say(VERA, "digest weekly sun 08:30")
    here, came = channel(discord), list[datetime]()
    due = (await moments(after, zone))[:50]
    for number, at in enumerate(due):
        await put(after, resource(number + 1, after.clock.now()), title="A report")
        await move_to(after, at - timedelta(minutes=1))
        before = len(digests(after, here))
        await move_to(after, at)
        if len(digests(after, here)) == before + 1:
            came.append(at)
    assert came == due
    assert len({at.astimezone(ZoneInfo(zone)).utcoffset() for at in due}) == (1 if "Kolkata" in zone else 2)


async def moments(bot: BotDriver, zone: str) -> Sequence[datetime]:
    """Every Sunday at half past eight there, counted on its own."""
    local = bot.clock.now().astimezone(ZoneInfo(zone)).replace(hour=8, minute=30, second=0, microsecond=0)
    first = local.replace(tzinfo=None) + timedelta(days=(6 - local.weekday()) % 7 or 7)
    weeks = (first + timedelta(weeks=week) for week in range(60))
    return [week.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for week in weeks]


async def test_a_daily_one_at_a_time_that_is_left_out_or_comes_twice_comes_once(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    await after.say(VERA, "timezone group Europe/Vienna")
    await after.say(VERA, "digest daily 02:30")
    for begin in (datetime(2027, 3, 26, tzinfo=UTC), datetime(2027, 10, 29, tzinfo=UTC)):
        await move_to(after, begin)
        before = len(digests(after, channel(discord)))
        for hour in range(4 * 48):
            await put(after, resource(before * 1000 + hour, after.clock.now()), title="A report")
            await after.move(1800)
        assert len(digests(after, channel(discord))) == before + 4


async def test_who_goes_on_quietly_or_chose_so_gets_it_alone_and_once(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    await after.say(BEN, "stay digest", DISCORD_ROOM)
    assert "by direct message as well" in await after.say(LI, "digest me")
    assert "You go on quietly" in await after.say(BEN, "digest me off")
    await put(after, resource(1, after.clock.now()), title="A report")
    await after.move(7 * DAY)
    assert [len(digests(after, who)) for who in (BEN, LI, ANA)] == [1, 1, 0]
    assert "in the channel alone" in await after.say(LI, "digest me off")
    await put(after, resource(2, after.clock.now()), title="A report")
    await after.move(7 * DAY)
    assert [len(digests(after, who)) for who in (BEN, LI, ANA)] == [2, 1, 0]
    assert len(digests(after, channel(discord))) == 2


async def test_it_ends_with_what_most_needs_somebody_and_a_press_takes_it(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    now = after.clock.now() + timedelta(seconds=1)
    await put(after, ActionItem(1, None, None, now, now + timedelta(days=9)), text="Draft the letter")
    await put(after, KeyDate(1, None, now + timedelta(days=8), "UTC", False, now, uid="u"), title="Round two")
    await after.move(7 * DAY)
    (one,) = digests(after, channel(discord))
    assert one.count("Draft the letter") == 2
    assert "Nobody attends:" in one
    assert one.index("This most needs somebody:") > one.index("Round two")
    (choice,) = discord.choices(channel(discord)).values()
    assert "Action 1 is yours" in await after.press(ANA, choice.token, channel(discord))
    await put(after, Going(1, 1, 1, speaking=False))
    await put(after, resource(1, after.clock.now()), title="A report")
    await after.move(7 * DAY)
    assert "Nobody attends" not in digests(after, channel(discord))[-1]


async def test_a_date_that_comes_again_is_told_until_somebody_attends(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    now = after.clock.now() + timedelta(seconds=1)
    call = KeyDate(1, None, now, "UTC", False, now, uid="u", repeats="every week")
    await put(after, call, title="The weekly call")
    await move_to(after, datetime(2026, 12, 7, 9, 0, tzinfo=UTC))
    (one,) = digests(after, channel(discord))
    assert one.count("The weekly call") == 2 + 1 + 1, "twice in two weeks, unattended, and in need"
    choice = list(discord.choices(channel(discord)).values())[-1]
    await after.press(ANA, choice.token, channel(discord))
    await after.move(7 * DAY)
    last = digests(after, channel(discord))[-1]
    assert last.count("The weekly call") == 2
    assert "Nobody attends" not in last


async def test_of_a_long_list_it_says_how_many_more_there_are(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    for number in range(1, 41):
        await put(after, resource(number, after.clock.now()), title=f"Report {number}")
    await after.move(7 * DAY)
    (one,) = digests(after, channel(discord))
    assert "Report 5" in one
    assert "Report 6" not in one
    assert "35 more." in one


async def test_a_text_that_was_erased_is_not_in_one_on_its_way(
    play: Play, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    async with play() as bot:
        await meet(bot)
        row = resource(1, bot.clock.now())
        await put(bot, row, title="Something personal")
        discord.hold = Hold("before", str(channel(discord)))
        matrix.hold = Hold("before", str(channel(matrix)))
        await bot.move(7 * DAY)
    await bot.store.write(lambda tx: tx.people.revise_text(GROUP, text_id(row, "title"), None))
    discord.hold = matrix.hold = None
    async with play() as bot:
        await bot.move(3600)
        for fake in (discord, matrix):
            (one,) = digests(bot, channel(fake))
            assert "1 (text erased)" in one


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("where", ["channel", "ben"])
async def test_a_kill_in_the_middle_gives_it_once(
    moment: str, where: str, play: Play, discord: InMemoryPlatform
) -> None:
    async with play() as bot:
        await meet(bot)
        await bot.say(BEN, "stay digest", DISCORD_ROOM)
        await put(bot, resource(1, bot.clock.now()), title="A report")
        stops = str(channel(discord)) if where == "channel" else f"@{BEN}"
        discord.hold = Hold("before" if moment == "before" else "after", stops)
        await bot.move(7 * DAY)
        assert discord.hold.reached.is_set()
    discord.hold = None
    async with play() as bot:
        await bot.move(3600)
        assert (len(digests(bot, channel(discord))), len(digests(bot, BEN))) == (1, 1)


async def test_coordinators_alone_set_it_and_all_see_what_is_set(
    after: BotDriver, discord: InMemoryPlatform
) -> None:
    assert "for the coordinators" in await after.say(ANA, "digest off")
    assert "every Monday at 09:00 (UTC)" in await after.say(ANA, "digest")
    assert "every day at 08:30 (UTC)" in await after.say(VERA, "digest daily 08:30")
    assert any("every day at 08:30" in text for text in after.texts(channel(discord)))
    assert "every Friday at 08:30" in await after.say(VERA, "digest weekly friday")
    for words in ("weekly 25:00", "weekly someday", "daily mon", "off now", "me please", "weekly 12 am"):
        answer = await after.say(VERA, f"digest {words}")
        assert "I cannot read" in answer or "There is no time" in answer, words
    assert "There is no digest" in await after.say(VERA, "digest off")
    await put(after, resource(1, after.clock.now()), title="A report")
    await after.move(30 * DAY)
    assert digests(after, channel(discord)) == []
    await after.say(VERA, "digest daily 08:30")
    await after.move(DAY)
    assert len(digests(after, channel(discord))) == 1
