"""Whoever gives a command in the wrong channel is told where to go, and learns of no other room."""

import pytest

from tests.adapters.discord.commands.conftest import Meeting

pytestmark = pytest.mark.sockets

NOWHERE = "No meeting belongs to this room. Please use the meeting's own room, or a direct chat with me."


@pytest.fixture
def lounge(meeting: Meeting) -> str:
    return meeting.server.add_channel("lounge")


async def test_the_rooms_that_the_asker_sees_are_named(meeting: Meeting, lounge: str) -> None:
    ana = meeting.server.add_person("Ana")
    answer = await meeting.slash(ana, "join", lounge)
    assert answer == "No meeting belongs to this channel. Please go to:\n#hall: Roundtable"
    [told] = meeting.server.private(ana)
    assert f"<#{meeting.room}>" in told.content
    assert meeting.server.asked("GET", f"/members/{ana}") == 1


async def test_moderators_rooms_are_not_among_them(meeting: Meeting, lounge: str) -> None:
    assert "#moderators" not in await meeting.slash(meeting.vera, "next", lounge)


async def test_a_room_that_the_asker_does_not_see_is_not_spoken_of(meeting: Meeting, lounge: str) -> None:
    ana, bo = meeting.server.add_person("Ana"), meeting.server.add_person("Bo")
    await meeting.server.hide(meeting.room, seen_by=[bo])
    assert await meeting.slash(ana, "join", lounge) == NOWHERE
    assert "#hall: Roundtable" in await meeting.slash(bo, "join", lounge)


async def test_a_meeting_that_is_over_is_not_among_them(meeting: Meeting, lounge: str) -> None:
    await meeting.slash(meeting.vera, "close", meeting.moderators_room)
    meeting.clock.move(2)
    await meeting.slash(meeting.vera, "close", meeting.moderators_room)
    assert await meeting.slash(meeting.server.add_person("Ana"), "join", lounge) == NOWHERE


async def test_while_discord_cannot_be_asked_no_room_is_named(meeting: Meeting, lounge: str) -> None:
    meeting.server.faults.fail_once("GET", "/members/", 429, retry_after="100")
    assert await meeting.slash(meeting.server.add_person("Ana"), "join", lounge) == NOWHERE
