"""What Discord offers while somebody fills in a command, from the meeting to the field."""

import pytest

from tests.adapters.discord.commands.conftest import Meeting

pytestmark = pytest.mark.sockets


async def test_a_moderator_chooses_from_those_who_wait(meeting: Meeting) -> None:
    server = meeting.server
    one, other, ben = server.add_person("Ana"), server.add_person("Ana"), server.add_person("Ben")
    for person in (one, other, ben):
        await meeting.slash(person, "join")
    offered = await server.choices(meeting.vera, meeting.moderators_room, "remove", "who", "an")
    assert [label for label, _ in offered] == ["Ana (not stated)", "Ana (2) (not stated)"]
    answer = await meeting.slash(meeting.vera, f"remove {offered[1][1]}", meeting.moderators_room)
    assert "Ana (2)" in answer
    left = await server.choices(meeting.vera, meeting.moderators_room, "remove", "who", "")
    assert [label for label, _ in left] == ["Ana (not stated)", "Ben (not stated)"]
    assert await server.choices(ben, meeting.room, "remove", "who", "") == []


async def test_speakers_of_the_programme_are_offered(meeting: Meeting) -> None:
    offered = await meeting.server.choices(meeting.vera, meeting.room, "speaker", "who", "lind")
    assert offered == [("Ana Lind", "Ana Lind"), ("Ana Lindholm", "Ana Lindholm")]
    assert "Ana Lind" in await meeting.slash(meeting.vera, "speaker Ana Lind | 3m")
    await meeting.hears("Ana Lind (Civil Society) has the floor")
