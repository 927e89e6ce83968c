"""Key dates: read, confirmed, told, reminded of, moved and dropped."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from bot.domain.group.rows import Going, KeyDate, Question
from bot.domain.identity import Identity, Place
from tests.services.conftest import ANA, BEN, LI, VERA
from tests.services.groups.test_coming_and_going import GROUP, channel
from tests.support.bot import BotDriver
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_ROOM

ROUND = "date add Round 3 | 15 March 2027 14:00 Europe/Vienna | Geneva | https://example.org/r3"


async def dates(bot: BotDriver) -> list[KeyDate]:
    return list(await bot.store.read(lambda tx: tx.records.of(GROUP).all(KeyDate)))


def told(bot: BotDriver, where: Identity | Place, words: str) -> int:
    return sum(words in text for text in bot.texts(where))


async def added(bot: BotDriver, words: str = ROUND) -> KeyDate:
    """By Ana, who is asked whether it is right."""
    assert "Is that right?" in await bot.say(ANA, words)
    number = await bot.store.read(lambda tx: tx.records.of(GROUP).next_number(Question)) - 1
    await bot.say(ANA, f"confirm {number}")
    return (await dates(bot))[-1]


async def test_a_date_is_said_in_full_and_counts_once_it_is_confirmed(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    asked = await after.say(ANA, ROUND)
    assert "Monday, March 15, 2027" in asked
    assert await dates(after) == []
    assert "The group has been told" in await after.say(ANA, "confirm 1")
    (date,) = await dates(after)
    assert (date.at, date.zone) == (datetime(2027, 3, 15, 13, 0, tzinfo=UTC), "Europe/Vienna")
    for fake in (discord, matrix):
        (shown,) = [text for text in after.texts(channel(fake)) if "New date 1 Round 3" in text]
        assert "Where: Geneva" in shown


async def test_a_day_to_register_by_counts_to_its_end(after: BotDriver) -> None:
    date = await added(after, f"{ROUND} | register by 1 March 2027")
    assert date.register_by == datetime(2027, 3, 1, 22, 59, tzinfo=UTC), "by the clocks of the date"
    assert "Register by Monday, March 1, 2027, 23:59" in await after.say(ANA, "date show 1")


async def test_people_say_that_they_take_part_and_speak(after: BotDriver) -> None:
    await added(after)
    assert "You take part in" in await after.say(LI, "date going 1")
    assert "You speak at" in await after.say(ANA, "date speaking 1")
    await after.say(LI, "date going 1")
    assert "2 people take part. One of them speaks." in await after.say(LI, "date show 1")
    assert "You do not take part" in await after.say(LI, "date out 1")
    assert [each.speaking for each in await goers(after)] == [True]


async def goers(bot: BotDriver) -> list[Going]:
    return list(await bot.store.read(lambda tx: tx.records.of(GROUP).all(Going)))


@pytest.mark.slow
async def test_the_group_is_reminded_of_it_at_each_lead_once(
    after: BotDriver, discord: InMemoryPlatform, matrix: InMemoryPlatform
) -> None:
    await after.say(BEN, "stay digest", DISCORD_ROOM)
    await added(after)
    await after.say(BEN, "date going 1")
    for hours in (*[24] * 100, *[1] * 80):
        await after.move(hours * 3600)
    for fake in (discord, matrix):
        assert told(after, channel(fake), "Round 3\u201d is on") == 3
    assert told(after, BEN, "Round 3\u201d is on") == 3, "who takes part unseen is reminded alone"
    assert told(after, LI, "Round 3\u201d is on") == 0


async def test_after_a_long_pause_one_reminder_comes_and_none_when_it_has_begun(
    after: BotDriver, matrix: InMemoryPlatform
) -> None:
    await added(after)
    date = (await dates(after))[0]
    until = (date.at - after.clock.now()).total_seconds()
    await after.move(until - 1800)
    assert told(after, channel(matrix), "Round 3\u201d is on") == 1
    await after.move(7200)
    assert told(after, channel(matrix), "Round 3\u201d is on") == 1


async def test_a_date_moves_and_is_reminded_of_anew(after: BotDriver, matrix: InMemoryPlatform) -> None:
    await added(after)
    assert "can change date 1" in await after.say(LI, "date move 1 16 March 2027 14:00")
    asked = await after.say(VERA, "date move 1 16 March 2027 14:00 Europe/Vienna")
    assert "moves from" in asked
    await after.say(VERA, "confirm 2")
    (date,) = await dates(after)
    assert (date.at.day, date.sequence) == (16, 1)
    assert told(after, channel(matrix), "has moved") == 1
    await after.move((date.at - after.clock.now()).total_seconds() - 1)
    assert told(after, channel(matrix), "Round 3\u201d is on") == 1


async def test_a_dropped_date_reminds_nobody(after: BotDriver, matrix: InMemoryPlatform) -> None:
    await added(after)
    await after.say(ANA, "date drop 1")
    await after.say(ANA, "confirm 2")
    assert told(after, channel(matrix), "has dropped") == 1
    await after.move(300 * 86400)
    assert told(after, channel(matrix), "Round 3\u201d is on") == 0
    assert "no date with that number" in await after.say(ANA, "date show 1")
    assert "No date is ahead" in await after.say(ANA, "date list")


async def test_repeating_dates_come_again_and_say_what_happens_on_the_31st(after: BotDriver) -> None:
    asked = await after.say(ANA, "date add Call | 31 January 2027 10:00, monthly")
    assert "last day" in asked
    await after.say(ANA, "confirm 1")
    await after.move(65 * 86400)
    assert "February 28, 2027" in await after.say(ANA, "date list")
    asked = await after.say(ANA, "date add Weekly call | 8 June 2027 10:00 every week until 2027-09-01")
    assert "every week, until" in asked


async def test_a_move_keeps_how_it_comes_again_or_asks_for_it(after: BotDriver) -> None:
    await added(after, "date add Call | 5 January 2027 10:00, every Tuesday")
    assert "comes again, and that day does not fit" in await after.say(
        ANA, "date move 1 6 January 2027 10:00"
    )
    await after.say(ANA, "date move 1 6 January 2027 10:00, every Wednesday")
    await after.say(ANA, "confirm 2")
    assert (await dates(after))[0].repeats == "every Wednesday"


async def test_other_leads(after: BotDriver, matrix: InMemoryPlatform) -> None:
    await added(after)
    assert "2 times" in await after.say(ANA, "date remind 1 3d 30m")
    await after.move(((await dates(after))[0].at - after.clock.now()).total_seconds() - 86400)
    assert told(after, channel(matrix), "Round 3\u201d is on") == 1


async def test_odd_dates_are_refused_plainly(after: BotDriver) -> None:
    for words, why in (
        ("date add", "Write a title"),
        ("date add Round 3", "Write a title"),
        ("date add | tomorrow", "Write a title"),
        ("date add R | 29 February 2027", "ends on day"),
        ("date add R | 1 January 9999", "far away"),
        ("date add R | 1 January 2020", "over"),
        ("date add R | tomorrow | a | b", "Write a title"),
        ("date add R | tomorrow, sometimes", "cannot read"),
        ("date going 7", "no date with that number"),
        ("date move x", "no date with that number"),
        (f"date add {'x' * 201} | tomorrow", "200"),
    ):
        assert why in await after.say(ANA, words), words
        await after.move(30)
    assert await dates(after) == []


async def test_the_calendar_file_is_posted_anew_with_each_change_and_read_by_calendars(
    after: BotDriver, matrix: InMemoryPlatform
) -> None:
    await added(after)
    await after.say(ANA, "date move 1 16 March 2027 14:00 Europe/Vienna")
    await after.say(ANA, "confirm 2")
    await after.say(ANA, "date drop 1")
    await after.say(ANA, "confirm 3")
    files = [shown.file for shown in matrix.shown[str(channel(matrix))].values() if shown.file]
    events = [Calendar.from_ical(file.content.decode()).walk("VEVENT")[0] for file in files]
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2]
    assert [event["STATUS"] for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert len({event["UID"] for event in events}) == 1
    assert [event.decoded("DTSTART").day for event in events] == [15, 16, 16]
    assert str(events[0]["LOCATION"]) == "Geneva"


async def test_in_the_group_s_own_room_the_announcement_stands_once_too(
    after: BotDriver, matrix: InMemoryPlatform
) -> None:
    asked = await after.say(LI, ROUND, channel(matrix))
    assert "Is that right?" in asked
    await after.say(LI, "confirm 1", channel(matrix))
    assert told(after, channel(matrix), "New date 1 Round 3") == 1


async def test_who_takes_part_unseen_is_told_of_changes_alone(after: BotDriver) -> None:
    await after.say(BEN, "stay digest", DISCORD_ROOM)
    await added(after)
    await after.say(BEN, "date going 1")
    await after.say(ANA, "date move 1 16 March 2027 14:00 Europe/Vienna")
    await after.say(ANA, "confirm 2")
    assert told(after, BEN, "has moved") == 1
    await after.say(ANA, "date drop 1")
    await after.say(ANA, "confirm 3")
    assert told(after, BEN, "has dropped") == 1


async def test_what_contradicts_itself_is_not_kept(after: BotDriver) -> None:
    assert "is too late" in await after.say(ANA, f"{ROUND} | register by 1 April 2027")
    twice = f"{ROUND} | register by 1 March 2027 | register by 2 March 2027"
    assert "date add Round 3" in await after.say(ANA, twice)
    await added(after, f"{ROUND} | how:")
    assert "How to take part" not in await after.say(ANA, "date show 1")
