"""A file that somebody posts can be opened later, and a copy of one comes once and goes."""

import pytest

from bot.messages.document import AttachedFile, Document, Text
from bot.ports.relay import Relaying
from tests.contracts.platform.conftest import FORGETFUL
from tests.contracts.platform.inbox import RecordingInbox, heard
from tests.contracts.venue import SeenFile, TalkingVenue

pytestmark = pytest.mark.parametrize("venue", FORGETFUL, indirect=True)
"""Where people write to each other."""

CONTENT = bytes(range(256)) * 4000
"""A megabyte comes in many pieces."""
LARGE = b"\x89PNG\r\n\x1a\n".ljust(3 << 20)
PICTURE = Document(
    (Text("Ana (Elsewhere): (file) cat.png"),), file=AttachedFile("cat.png", "image/png", LARGE)
)


async def posted(talking: TalkingVenue, inbox: RecordingInbox) -> tuple[str, str]:
    """A file of somebody's: its message, and which file of it."""
    message = await talking.shares(await talking.person("Ana"), talking.room, "notes.txt", CONTENT)
    [talk] = await heard(inbox, 1)
    [extra] = talk.extras
    assert (talk.message, extra.kind, extra.name) == (message, "file", "notes.txt")
    return message, extra.id


async def test_it_is_opened_whole_or_not_at_all(
    talking: TalkingVenue, relaying: Relaying, inbox: RecordingInbox
) -> None:
    of = await posted(talking, inbox)
    for most, content in ((len(CONTENT), CONTENT), (len(CONTENT) - 1, None)):
        found = await relaying.open(talking.room, *of, most)
        assert found is not None
        assert (found.name, found.content) == ("notes.txt", content)


async def test_what_was_taken_away_is_gone(
    talking: TalkingVenue, relaying: Relaying, inbox: RecordingInbox
) -> None:
    message, file = await posted(talking, inbox)
    [talk] = await heard(inbox, 1)
    await talking.deletes(talk.author, talking.room, message)
    assert await relaying.open(talking.room, message, file, len(CONTENT)) is None


async def test_a_copy_comes_once_and_is_taken_away(talking: TalkingVenue, relaying: Relaying) -> None:
    sent = await relaying.post(talking.room, PICTURE, "key-1", None)
    assert await relaying.post(talking.room, PICTURE, "key-1", None) == sent
    [seen] = await talking.seen_in(talking.room)
    assert (seen.text, seen.file) == (
        "Ana (Elsewhere): (file) cat.png",
        SeenFile("cat.png", len(LARGE), LARGE),
    )
    await relaying.remove(talking.room, sent)
    assert [each.text for each in await talking.seen_in(talking.room) if each.text] == []


async def test_it_is_known_how_large_a_file_may_be(talking: TalkingVenue, relaying: Relaying) -> None:
    assert await relaying.room_for(talking.room) >= 1 << 20
