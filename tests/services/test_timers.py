"""What the clock brings about is told once in each room, and what is late is left out."""

import pytest

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place
from bot.domain.plan import Notices
from tests.services.conftest import ANA, VERA, Play, debate
from tests.support.bot import BotDriver
from tests.support.clock import MovedClock
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_MODERATORS, MATRIX_ROOM, phase, plan

MINUTE, HOUR = 60, 3600
ROOMS = (DISCORD_ROOM, MATRIX_ROOM)
EVERYWHERE = (*ROOMS, DISCORD_MODERATORS, MATRIX_MODERATORS)
BEFORE = Notices(invitation=20 * MINUTE, reminder=10 * MINUTE, opening=5 * MINUTE)
"""The meeting starts half an hour after the tests begin."""
WORDS = (
    "You are invited",
    "starts on Thursday, December 3, 2026, 09:30 UTC.",
    "is open. One queue",
)


def told(bot: BotDriver, words: str, *where: Place | Identity) -> list[int]:
    """How often these words stand in each of the places."""
    return [sum(words in text for text in bot.texts(place)) for place in where]


async def test_a_phase(opened: BotDriver) -> None:
    await opened.say(VERA, "start", DISCORD_MODERATORS)
    assert told(opened, "Introduction starts, until 09:30", *EVERYWHERE) == [1, 1, 1, 1]
    for minutes, words in ((25, "Introduction ends in 5 minutes"), (5, "The time for Introduction is up")):
        await opened.move(minutes * MINUTE - 1)
        assert told(opened, words, *EVERYWHERE) == [0, 0, 0, 0]
        await opened.move(1)
        assert told(opened, words, *EVERYWHERE) == [1, 1, 1, 1]


async def test_a_phase_with_more_time_ends_anew(opened: BotDriver) -> None:
    await opened.say(VERA, "start", DISCORD_MODERATORS)
    await opened.move(30 * MINUTE)
    await opened.say(VERA, "phase extend 10m", DISCORD_MODERATORS)
    await opened.move(10 * MINUTE)
    assert told(opened, "The time for Introduction is up", *EVERYWHERE) == [2, 2, 2, 2]


async def test_a_paused_phase_does_not_end(opened: BotDriver) -> None:
    await opened.say(VERA, "start", DISCORD_MODERATORS)
    await opened.say(VERA, "phase pause", DISCORD_MODERATORS)
    await opened.move(2 * HOUR)
    await opened.say(VERA, "phase resume", DISCORD_MODERATORS)
    await opened.move(30 * MINUTE - 1)
    assert told(opened, "The time for Introduction is up", *EVERYWHERE) == [0, 0, 0, 0]
    await opened.move(1)
    assert told(opened, "The time for Introduction is up", *EVERYWHERE) == [1, 1, 1, 1]


async def test_the_next_phase_by_itself(play: Play) -> None:
    meeting = replace(plan(), phases=(phase("One", "discussion", 10, advances=True), *plan().phases[1:]))
    async with play(meeting) as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await bot.say(VERA, "start", DISCORD_MODERATORS)
        await bot.move(10 * MINUTE)
        assert told(bot, "Debate starts", *EVERYWHERE) == [1, 1, 1, 1]
        assert told(bot, "The time for One is up", *EVERYWHERE) == [0, 0, 0, 0]


async def test_a_turn(debating: BotDriver) -> None:
    await debating.say(ANA, "join", DISCORD_ROOM)
    await debating.say(VERA, "next", DISCORD_MODERATORS)
    await debating.move(90)
    assert told(debating, "Ana: 30 seconds left", *EVERYWHERE) == [1, 1, 1, 1]
    assert told(debating, "You have 30 seconds left", ANA) == [1]
    await debating.move(30)
    assert told(debating, "Ana: time is up", *EVERYWHERE) == [1, 1, 1, 1]
    assert told(debating, "Your time is up", ANA) == [1]


async def test_before_the_meeting(play: Play) -> None:
    async with play(plan(notices=BEFORE)) as bot:
        for number, minutes in enumerate((10, 10, 5)):
            await bot.move(minutes * MINUTE)
            seen = [told(bot, words, *ROOMS) for words in WORDS]
            assert seen == [[1, 1] if n <= number else [0, 0] for n in range(3)]


async def test_moments_missed_before_the_meeting(play: Play, clock: MovedClock) -> None:
    clock.move(26 * MINUTE)
    async with play(plan(notices=BEFORE)) as bot:
        assert [told(bot, words, *ROOMS) for words in WORDS] == [[0, 0], [0, 0], [1, 1]]


@pytest.mark.parametrize("later", [2 * HOUR, 9000 * HOUR])
async def test_a_meeting_that_would_be_over_is_neither_announced_nor_opened(
    play: Play, clock: MovedClock, later: int
) -> None:
    clock.move(later)
    async with play(plan(notices=BEFORE)) as bot:
        assert [bot.texts(room) for room in EVERYWHERE] == [[], [], [], []]
        assert "is not open yet" in await bot.say(ANA, "join", DISCORD_ROOM)


async def test_moments_missed_in_a_phase(play: Play, clock: MovedClock) -> None:
    async with play() as bot:
        await bot.say(VERA, "open", DISCORD_MODERATORS)
        await debate(bot)
        await bot.say(ANA, "join", DISCORD_ROOM)
        await bot.say(VERA, "next", DISCORD_MODERATORS)
    clock.move(31 * MINUTE)
    for _ in range(2):
        async with play() as bot:
            assert told(bot, "The time for Debate is up", *EVERYWHERE) == [1, 1, 1, 1]
            assert told(bot, "Your time is up", ANA) == [1]
            assert told(bot, "ends in", *EVERYWHERE) == told(bot, "left", *EVERYWHERE) == [0, 0, 0, 0]
