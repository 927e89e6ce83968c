"""Announcements, words among moderators, and reports that only moderators read."""

from bot.domain.identity import Identity, Place
from tests.services.conftest import ANA, IVO, LI, SAM, VERA
from tests.support.bot import BotDriver
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM

ROOMS = (DISCORD_ROOM, MATRIX_ROOM)
MODERATORS = (DISCORD_MODERATORS, MATRIX_MODERATORS)


def reads(bot: BotDriver, words: str, *where: Place | Identity) -> list[int]:
    return [sum(words in text for text in bot.texts(each)) for each in where]


async def test_everybody_reads_an_announcement_and_moderators_whose_it_is(debating: BotDriver) -> None:
    await debating.say(VERA, "announce Lunch is in *room* 5, @everyone", DISCORD_MODERATORS)
    assert reads(debating, "From the moderators: Lunch is in *room* 5, @everyone", *ROOMS) == [1, 1]
    assert reads(debating, "Vera announced", *MODERATORS) == [1, 1]
    assert reads(debating, "Vera", *ROOMS) == [0, 0]


async def test_nobody_else_announces(debating: BotDriver) -> None:
    answer = await debating.say(ANA, "announce Lunch", DISCORD_ROOM)
    assert "is for the meeting's moderators" in answer
    assert reads(debating, "Lunch", *ROOMS, *MODERATORS) == [0, 0, 0, 0]


async def test_moderators_tell_each_other_and_nobody_else(debating: BotDriver) -> None:
    await debating.say(IVO, "tell The minister is here", MATRIX_MODERATORS)
    assert reads(debating, "Ivo: The minister is here", *MODERATORS) == [1, 0]
    assert reads(debating, "The minister is here", *ROOMS) == [0, 0]


async def test_slash_commands_are_seen_by_nobody_so_the_own_room_is_told_too(debating: BotDriver) -> None:
    await debating.say(VERA, "tell The minister is here", DISCORD_MODERATORS)
    assert reads(debating, "Vera: The minister is here", *MODERATORS) == [1, 1]


async def test_a_report_is_for_moderators_alone(debating: BotDriver) -> None:
    answer = await debating.say(LI, "report Somebody threatens me")
    assert answer == "It goes to the moderators now, and to nobody else."
    assert reads(debating, "Somebody threatens me", *MODERATORS) == [1, 1]
    assert reads(debating, "Guest 2 reports, to the moderators alone", *MODERATORS) == [1, 1]
    assert reads(debating, "threatens", *ROOMS, ANA, SAM) == [0, 0, 0, 0]


async def test_a_report_in_an_open_room_counts_and_a_better_place_is_named(debating: BotDriver) -> None:
    answer = await debating.say(LI, "report The stream is down", MATRIX_ROOM)
    assert "next time" in answer
    assert reads(debating, "The stream is down", *MODERATORS, *ROOMS) == [1, 1, 0, 0]


async def test_what_is_too_long_is_refused(debating: BotDriver) -> None:
    assert "1,000 characters" in await debating.say(LI, f"report {'x' * 1001}")
    assert reads(debating, "xxx", *MODERATORS) == [0, 0]


async def test_after_the_close_moderators_still_read_reports(debating: BotDriver) -> None:
    for _ in range(2):
        await debating.say(VERA, "close", DISCORD_MODERATORS)
    await debating.say(LI, "report The list is wrong")
    assert reads(debating, "The list is wrong", *MODERATORS) == [1, 1]
