"""All moderators' rooms take nothing: they hear it alone, the meeting goes on, and the rooms catch up."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.changing import replace
from tests.adapters.discord.faults.whole import Whole
from tests.adapters.discord.support import place
from tests.discord_server.world import SEND_MESSAGES, VIEW_CHANNEL

pytestmark = pytest.mark.sockets


@pytest.fixture
def second(whole: Whole) -> str:
    """One more moderators' room; there is none elsewhere."""
    made = whole.server.add_channel("chairs", seen_by=[whole.vera])
    both = (place(whole.moderators), place(made))
    whole.plans["roundtable"] = replace(whole.plans["roundtable"], moderators_rooms=both)
    return made


@pytest.fixture
async def guided(whole: Whole, second: str) -> AsyncIterator[Whole]:
    """In its debate, with somebody who waits."""
    async with whole.running():
        await whole.debate()
        await whole.hears(second, "is open")
        await whole.slash(whole.server.add_person("Ana"), "join")
        yield whole


async def calls_alone(whole: Whole) -> None:
    """The moderator gives the floor from the room of everybody, where she still can."""
    whole.clock.move(5)
    await whole.slash(whole.vera, "next")
    await whole.hears_alone(whole.vera, "Ana")  # perhaps behind what is wrong with the rooms
    await whole.hears(whole.room, "Floor: Ana")


@pytest.mark.parametrize("permission", [SEND_MESSAGES, VIEW_CHANNEL])
async def test_rooms_that_refuse_are_told_alone_once_and_catch_up(
    guided: Whole, second: str, permission: int
) -> None:
    for room in (guided.moderators, second):
        await guided.server.faults.take_permission(room, permission)
    await calls_alone(guided)
    await guided.hears_alone(guided.vera, "In a moderators' room the bot lacks")
    for _ in range(2):
        guided.clock.move(60)
        await guided.slash(guided.vera, "more 1")
    assert len(guided.told(guided.vera, "In a moderators' room the bot lacks")) == 1
    assert guided.reads(guided.room, "moderators' room") == []
    for room in (guided.moderators, second):
        await guided.server.faults.give_permission(room)
    guided.clock.move(5)
    assert "being tried again" in await guided.slash(guided.vera, "retry")
    for room in (guided.moderators, second):
        await guided.hears(room, "Turn 1: Ana")
        assert len(guided.reads(room, "Turn 1: Ana")) == 1


async def test_rooms_that_are_deleted_are_told_alone_once(guided: Whole, second: str) -> None:
    for room in (guided.moderators, second):
        await guided.server.faults.delete(room)
    await calls_alone(guided)
    await guided.hears_alone(guided.vera, "could not be posted in a moderators' room")
    guided.clock.move(60)
    await guided.slash(guided.vera, "more 1")
    assert len(guided.told(guided.vera, "could not be posted in a moderators' room")) == 1
    assert guided.reads(guided.room, "moderators' room") == []
