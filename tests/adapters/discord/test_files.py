"""Files go where Discord takes them; elsewhere the words come without, and say so."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.discord.platform import DiscordPlatform
from bot.domain.changing import replace
from bot.messages.document import AttachedFile, Document, Text, without_file
from bot.ports.permissions import NotAllowed
from bot.ports.platform import Answering
from tests.adapters.discord.support import QUICK, Remembering, adapter, place, running, who
from tests.discord_server import DiscordServer, Message
from tests.discord_server.world import ATTACH_FILES, SEND_MESSAGES

pytestmark = pytest.mark.sockets

DATES = AttachedFile("dates.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n" * 100)
CARRYING = Document((Text("All dates."),), file=DATES, fileless=(Text("The file could not be sent."),))
WITHOUT = "All dates.\nThe file could not be sent."


def shown(messages: list[Message]) -> list[tuple[str, list[str]]]:
    return [(each.content, [file.name for file in each.files]) for each in messages]


async def test_without_the_right_to_attach_the_words_come_alone(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    await server.faults.take_permission(room, ATTACH_FILES)
    for _ in range(2):
        await platform.post(place(room), CARRYING, "key-1")
    assert shown(server.messages(room)) == [(WITHOUT, [])]


async def test_where_nothing_can_be_said_the_missing_right_is_named(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    await server.faults.take_permission(room, SEND_MESSAGES)
    with pytest.raises(NotAllowed) as problem:
        await platform.post(place(room), CARRYING, "key-1")
    assert problem.value.rights == ("Send Messages",)


async def test_what_is_too_large_for_the_server_is_left_out(
    server: DiscordServer, room: str, platform: DiscordPlatform
) -> None:
    ana = server.add_person("Ana")
    server.world.largest_file = len(DATES.content) - 1
    for _ in range(2):
        await platform.post(place(room), CARRYING, "key-1")
        await platform.direct_message(who(ana), CARRYING, "key-2")
    assert shown(server.messages(room)) == shown(server.private(ana)) == [(WITHOUT, [])]
    server.world.largest_file += 1
    await platform.post(place(room), CARRYING, "key-3")
    assert shown(server.messages(room))[1:] == [("All dates.", ["dates.ics"])]


@pytest.mark.parametrize("defer", [0.0, 30.0], ids=["slow", "quick"])
@pytest.mark.parametrize("taken", [True, False], ids=["taken", "too-large"])
async def test_answers_in_a_room_carry_files_for_their_asker_alone(
    defer: float, taken: bool, server: DiscordServer, room: str, inbox: Remembering
) -> None:
    server.world.largest_file = len(DATES.content) - (not taken)
    ana = server.add_person("Ana")
    async with running(adapter(server, replace(QUICK, defer=defer)), inbox) as platform:
        await server.slash(ana, room, "join")
        invocation = await inbox.next()
        if not defer:
            await server.until(lambda: server.asked("POST", "/callback") == 1)
        answering = Answering(invocation.cause, invocation.place, ok=True)
        for key in ("key-1", "key-1", "key-2"):
            await platform.direct_message(who(ana), CARRYING, key, answering)
    one = ("All dates.", ["dates.ics"]) if taken else (WITHOUT, [])
    assert shown(server.private(ana)) == [one, one]
    assert [each.reader for each in server.private(ana)] == [ana, ana]
    assert server.messages(room) == []


@pytest.mark.parametrize("sent_as", [CARRYING, without_file(CARRYING)], ids=["taken", "left-out"])
async def test_it_is_found_whether_its_file_was_taken_or_not(
    sent_as: Document, room: str, platform: DiscordPlatform
) -> None:
    history = platform.capabilities.history
    assert history
    since = datetime.now(UTC) - timedelta(hours=1)
    await platform.post(place(room), Document(CARRYING.nodes), "key-1")
    assert await history.find(place(room), CARRYING, "key-2", since) is None, "the file is still to come"
    sent = await platform.post(place(room), sent_as, "key-2")
    assert await history.find(place(room), CARRYING, "key-2", since) == sent


async def test_check_names_the_right_as_one_that_can_be_missing(server: DiscordServer, room: str) -> None:
    platform = adapter(server)
    server.forbid(room, ATTACH_FILES)
    found = await platform.inspect([place(room)])
    assert found.problems == []
    assert [note for note in found.notes if '"Attach Files"' in note] == [
        f'Discord channel {room} (hall): the bot lacks "Attach Files", so files are left out of its messages '
        "there; allow it in the channel's permissions if you want them"
    ]
