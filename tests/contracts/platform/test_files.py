"""Messages that carry a file."""

import pytest

from bot.messages.document import AttachedFile, Document, Text
from bot.ports.platform import Answering, Platform
from tests.contracts.platform.documents import squeezed
from tests.contracts.platform.inbox import RecordingInbox, running
from tests.contracts.venue import Seen, SeenFile, Venue

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100
DATES = AttachedFile("dates.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
HOSTILE = {
    "path": "../../etc/passwd",
    "windows": "C:\\boot\\con.ics",
    "header": 'a"\r\nX-Evil: 1\r\n\r\nb.ics',
    "markup": "<b>*x*</b> [a](https://a.org) @everyone `c`.ics",
    "backwards": "a\u202efdp.ics",
    "control": "\x00\x1b[31m\x07.ics",
    "long": "n" * 5000 + ".ics",
    "nothing": "",
    "dots": "...",
    "scripts": "جدول 日程.ics",
}


def carrying(file: AttachedFile, words: str = "All dates.") -> Document:
    return Document((Text(words),), file=file, fileless=(Text("The file could not be sent here."),))


def as_seen(file: AttachedFile, platform: Platform) -> SeenFile:
    told_alone = platform.name == "console"
    return SeenFile(file.name, len(file.content), None if told_alone else file.content)


def words_and_files(seen: list[Seen]) -> list[tuple[str, SeenFile | None]]:
    return [(each.text, each.file) for each in seen]


@pytest.mark.parametrize("file", [DATES, AttachedFile("code.png", "image/png", PNG)], ids=["text", "image"])
async def test_a_file_comes_whole_with_its_name_beside_the_words(
    file: AttachedFile, venue: Venue, platform: Platform
) -> None:
    await platform.post(venue.room, carrying(file), "key-1")
    await platform.post(venue.room, Document((Text("and another"),)), "key-2")
    assert words_and_files([*await venue.seen_in(venue.room)]) == [
        ("All dates.", as_seen(file, platform)),
        ("and another", None),
    ]


async def test_a_key_makes_one_message_with_a_file_across_a_restart(venue: Venue) -> None:
    ana = await venue.person("Ana")
    for _ in range(2):
        async with running(venue.platform(), RecordingInbox()) as platform:
            for _ in range(2):
                await platform.post(venue.room, carrying(DATES), "key-1")
                await platform.direct_message(ana, carrying(DATES), "key-2")
    for seen in (await venue.seen_in(venue.room), await venue.seen_by(ana)):
        assert words_and_files([*seen]) == [("All dates.", as_seen(DATES, platform))]


async def test_a_file_in_private_is_for_one_person_alone(venue: Venue, platform: Platform) -> None:
    ana, ben = await venue.person("Ana"), await venue.person("Ben")
    await platform.direct_message(ana, carrying(DATES), "key-1")
    assert words_and_files([*await venue.seen_by(ana)]) == [("All dates.", as_seen(DATES, platform))]
    assert [await venue.seen_by(ben), await venue.seen_in(venue.room)] == [[], []]


async def test_an_answer_can_carry_a_file(venue: Venue, platform: Platform, inbox: RecordingInbox) -> None:
    ana = await venue.person("Ana")
    cause = await venue.types(ana, venue.room, "join")
    await inbox.caused_by(cause)
    for _ in range(2):
        await platform.direct_message(ana, carrying(DATES), "key-1", Answering(cause, venue.room, ok=True))
    assert words_and_files([*await venue.seen_by(ana)]) == [("All dates.", as_seen(DATES, platform))]
    assert await venue.seen_in(venue.room) == []


async def test_a_long_message_carries_its_file_once(venue: Venue, platform: Platform) -> None:
    words = " ".join(f"word{number}" for number in range(560))
    await platform.post(venue.room, carrying(DATES, words), "key-1")
    seen = await venue.seen_in(venue.room)
    assert squeezed("".join(each.text for each in seen)) == squeezed(words)
    assert [each.file for each in seen if each.file] == [as_seen(DATES, platform)]


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
async def test_no_name_of_a_file_acts_or_breaks_anything(name: str, venue: Venue, platform: Platform) -> None:
    ana = await venue.person("Ana")
    file = AttachedFile(name, "text/calendar", DATES.content)
    await platform.post(venue.room, carrying(file), "key-1")
    await platform.direct_message(ana, carrying(file), "key-2")
    for [seen] in (await venue.seen_in(venue.room), await venue.seen_by(ana)):
        assert seen.text == "All dates."
        assert seen.file is not None
        assert seen.file.size == len(DATES.content)
        assert not set(seen.file.name) & set("/\\\"'<>*_`[]()@:\r\n\x00\x1b\x07\u202e ")
        assert 0 < len(seen.file.name) <= 60
        assert seen.file.name.strip(".") == seen.file.name
        assert not seen.pinged
