"""What was told of a meeting beforehand stays true: what changes in its file is told there."""

import pytest

from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.domain.plan import Notices, Plan
from bot.ports.platform import Undeliverable
from tests.services.conftest import VERA, Play
from tests.services.test_timers import told
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM, plan

INVITED = plan(notices=Notices(invitation=3600, reminder=600))
"""It starts half an hour after the tests begin, so it is announced at once."""
LATER = replace(INVITED, start=INVITED.start.replace(hour=15))
NEW_ROOM = Place("discord", "new")


def elsewhere(old: Plan) -> Plan:
    rooms = tuple(
        replace(room, place=NEW_ROOM, link="https://discord.gg/new") if room.place == DISCORD_ROOM else room
        for room in old.rooms
    )
    return replace(old, rooms=rooms)


async def test_a_new_time_is_told_once_where_the_old_one_was_told(play: Play) -> None:
    async with play(INVITED) as bot:
        assert told(bot, "You are invited", DISCORD_ROOM, MATRIX_ROOM) == [1, 1]
    for _ in range(2):
        async with play(LATER) as bot:
            moved = "from Thursday, December 3, 2026, 09:30 UTC to Thursday, December 3, 2026, 15:30 UTC"
            assert told(bot, moved, DISCORD_ROOM, MATRIX_ROOM) == [1, 1]
            assert told(bot, "You are invited", DISCORD_ROOM, MATRIX_ROOM) == [1, 1]


async def test_whoever_was_reminded_of_the_old_time_is_reminded_of_the_new_one(play: Play) -> None:
    async with play(INVITED) as bot:
        await bot.move(21 * 60)
        assert told(bot, "starts on", MATRIX_ROOM) == [1]
    async with play(LATER) as bot:
        await bot.move(6 * 3600)
        _, reminder = [text for text in bot.texts(MATRIX_ROOM) if "starts on" in text]
        assert "15:30 UTC" in reminder


async def test_another_room_is_told_in_the_old_and_in_the_new_one(play: Play) -> None:
    async with play(INVITED):
        pass
    async with play(elsewhere(INVITED)) as bot:
        assert told(bot, "takes place in other rooms", DISCORD_ROOM, NEW_ROOM, MATRIX_ROOM) == [1, 1, 1]
        assert told(bot, "https://discord.gg/new", DISCORD_ROOM) == [1]
        assert told(bot, "has moved", DISCORD_ROOM) == [0]


async def test_a_cancelled_meeting_is_told_and_does_not_open_and_may_be_called_again(play: Play) -> None:
    async with play(INVITED):
        pass
    for _ in range(2):
        async with play(replace(INVITED, cancelled=True)) as bot:
            assert told(bot, "is cancelled", DISCORD_ROOM, MATRIX_ROOM) == [1, 1]
            assert "is cancelled" in await bot.say(VERA, "open", DISCORD_MODERATORS)
    async with play(LATER) as bot:
        await bot.move(5.75 * 3600)
        assert told(bot, "You are invited", DISCORD_ROOM, MATRIX_ROOM) == [2, 2]


async def test_what_nobody_was_told_is_not_put_right(play: Play) -> None:
    early = replace(INVITED, notices=Notices(invitation=60, reminder=None))
    async with play(early):
        pass
    async with play(replace(LATER, notices=Notices(invitation=60, reminder=None))) as bot:
        assert bot.texts(DISCORD_ROOM) == []


@pytest.mark.parametrize("changed", [LATER, replace(INVITED, cancelled=True), elsewhere(INVITED)])
async def test_an_invitation_that_was_refused_does_not_come_once_it_is_false(
    play: Play, discord: InMemoryPlatform, changed: Plan
) -> None:
    discord.refusals[str(DISCORD_ROOM)] = [Undeliverable("no right to write")]
    async with play(INVITED) as bot:
        assert told(bot, "You are invited", DISCORD_ROOM, MATRIX_ROOM) == [0, 1]
    async with play(changed) as bot:
        await bot.settled()
        assert told(bot, "You are invited", DISCORD_ROOM, MATRIX_ROOM) == [0, 1]


async def test_a_change_that_was_refused_does_not_come_behind_a_newer_one(
    play: Play, discord: InMemoryPlatform
) -> None:
    async with play(INVITED):
        pass
    discord.refusals[str(DISCORD_ROOM)] = [Undeliverable("no right to write")]
    for changed in (LATER, replace(LATER, cancelled=True), replace(LATER, cancelled=True)):
        async with play(changed) as bot:
            await bot.settled()
            assert told(bot, "has a new time", DISCORD_ROOM, MATRIX_ROOM) == [0, 1]


async def test_of_a_room_that_the_meeting_has_left_it_is_said_so(
    play: Play, discord: InMemoryPlatform
) -> None:
    async with play(INVITED):
        pass
    discord.refusals[str(DISCORD_ROOM)] = [Undeliverable("no such room")]
    async with play(elsewhere(INVITED)) as bot:
        await bot.settled()
        assert told(bot, "posted in a room that the meeting has left.", DISCORD_MODERATORS) == [1]
        assert told(bot, "coordination channel", DISCORD_MODERATORS) == [0]
