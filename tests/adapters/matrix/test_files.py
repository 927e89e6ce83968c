"""Files on Matrix: one event with the words, encrypted where the room is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nio import RoomEncryptedFile, RoomEncryptedImage
from nio.crypto import decrypt_attachment

from bot.domain.identity import Place
from bot.messages.document import AttachedFile, Choice, Document, Text
from bot.ports.platform import TryLater, Undeliverable
from tests.adapters.matrix.fakes import Recorder, running
from tests.adapters.matrix.sealed import ENCRYPTION, SealedClient, sealed_client
from tests.adapters.matrix.venue import MatrixVenue, matrix_venue
from tests.contracts.venue import SeenFile
from tests.synapse import Person, Synapse, running_synapse

pytestmark = pytest.mark.sockets

DATES = AttachedFile("dates.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n" * 200)
CODE = AttachedFile("code.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(500))
WORDS, WITHOUT = "All dates.", "All dates.\nThe file could not be sent."
TOO_LARGE = b"HTTP/1.1 413 Payload Too Large\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbig!"


def carrying(file: AttachedFile = DATES, choices: tuple[Choice, ...] = ()) -> Document:
    return Document(
        (Text(WORDS),), choices=choices, file=file, fileless=(Text("The file could not be sent."),)
    )


def as_seen(file: AttachedFile) -> SeenFile:
    return SeenFile(file.name, len(file.content), file.content)


async def test_clients_are_told_what_it_is_and_the_words_with_it(venue: MatrixVenue) -> None:
    platform = venue.platform()
    async with running(platform, Recorder()):
        for file in (DATES, CODE):
            await platform.post(venue.room, carrying(file), file.name)
    events = [e["content"] for e in await venue.host.messages(venue.room.id) if e["sender"] == venue.bot.id]
    sent = [content for content in events if isinstance(content, dict) and "msgtype" in content]
    assert [(c["msgtype"], c["body"], c["formatted_body"], c["filename"], c["info"]) for c in sent] == [
        ("m.file", WORDS, WORDS, "dates.ics", {"mimetype": "text/calendar", "size": len(DATES.content)}),
        ("m.image", WORDS, WORDS, "code.png", {"mimetype": "image/png", "size": len(CODE.content)}),
    ]


async def test_what_is_offered_with_a_file_can_be_taken(venue: MatrixVenue) -> None:
    inbox, platform = Recorder(), venue.platform()
    choice = Choice("1:abcdefgh::agenda", "Agenda", sign="1️⃣")
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        message = await platform.post(venue.room, carrying(choices=(choice,)), "key-1")
        await inbox.hears(await venue.takes(ana, venue.room, message, 1))


def carried(client: SealedClient) -> list[RoomEncryptedFile | RoomEncryptedImage]:
    """What came encrypted with a file and could be read."""
    return [
        event
        for event in client.read
        if isinstance(event, RoomEncryptedFile | RoomEncryptedImage) and event.decrypted
    ]


async def opened(client: SealedClient, reader: Person) -> list[tuple[str, bytes]]:
    """The words and the files of it."""
    return [
        (
            event.body,
            decrypt_attachment(
                await reader.download(event.url), event.key["k"], event.hashes["sha256"], event.iv
            ),
        )
        for event in carried(client)
    ]


async def test_in_an_encrypted_room_the_homeserver_learns_nothing_of_it(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    venue = venue.encrypting()
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    async with sealed_client(synapse, venue.host, tmp_path) as client:
        for _ in range(2):  # as after a crash
            platform = venue.platform(places=(venue.room, room))
            async with running(platform, Recorder()):
                await platform.post(room, carrying(DATES), "key-1")
                await platform.post(room, carrying(CODE), "key-2")
        await client.until(lambda: len(carried(client)) == 2)
        found = await opened(client, venue.host)
        assert found == [(WORDS, DATES.content), (WORDS, CODE.content)]
        for event in carried(client):
            kept = await venue.host.download(event.url)
            assert (kept not in (DATES.content, CODE.content), b"VCALENDAR" in kept) == (True, False)
    sent = [e for e in await venue.host.messages(room.id) if e["sender"] == venue.bot.id]
    assert not [e for e in sent if e["type"] == "m.room.message"], "nothing went out in the clear"


async def test_in_an_encrypted_direct_chat_it_is_found_again(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    venue = venue.encrypting()
    ana = await venue.person("Ana")
    person = venue.persons[ana.id]
    chat = await person.create_room(
        preset="private_chat", is_direct=True, invite=[venue.bot.id], initial_state=[ENCRYPTION]
    )
    since = datetime.now(UTC) - timedelta(hours=1)
    platform, inbox = venue.platform(), Recorder()
    async with running(platform, inbox):
        await person.until_member(chat, venue.bot.id)
        async with sealed_client(synapse, person, tmp_path) as client:
            await inbox.hears(f"matrix:{await client.say(chat, 'agenda')}")
            history = platform.capabilities.history
            assert history
            sent = await platform.direct_message(ana, carrying(), "key-1")
            assert await history.find(ana, carrying(), "key-1", since) == sent
            assert await history.find(ana, carrying(), "key-2", since) is None
            await client.until(lambda: len(carried(client)) == 1)
            assert await opened(client, person) == [(WORDS, DATES.content)]


async def test_nothing_is_given_to_the_homeserver_for_a_room_that_cannot_be_written_to(
    venue: MatrixVenue,
) -> None:
    room = await venue.host.create_room(
        preset="private_chat", invite=[venue.bot.id], initial_state=[ENCRYPTION]
    )
    await venue.bot.join(room)
    place = Place("matrix", room)
    venue.line.instead[b"POST /_matrix/media/"] = b""  # it would be tried again for ever
    platform = venue.platform(places=(venue.room, place))
    async with running(platform, Recorder()):
        with pytest.raises(Undeliverable):
            await platform.post(place, carrying(), "key-1")


@pytest.mark.parametrize("refused", [b"POST /_matrix/media/", b"/send/m.room.message/"])
async def test_a_crash_before_or_after_the_upload_leaves_one_message(
    refused: bytes, venue: MatrixVenue
) -> None:
    venue.line.instead[refused] = b""
    platform = venue.platform()
    async with running(platform, Recorder()):
        with pytest.raises(TryLater):
            await platform.post(venue.room, carrying(), "key-1")
    assert await venue.seen_in(venue.room) == []
    venue.line.instead.clear()
    for _ in range(2):
        platform = venue.platform()
        async with running(platform, Recorder()):
            await platform.post(venue.room, carrying(), "key-1")
    [seen] = await venue.seen_in(venue.room)
    assert (seen.text, seen.file) == (WORDS, as_seen(DATES))


async def test_what_a_homeserver_says_is_too_large_is_left_out(tmp_path: Path) -> None:
    with running_synapse(max_upload_size="1K") as small:
        async with matrix_venue(small, tmp_path) as venue:
            platform = venue.platform()
            async with running(platform, Recorder()):
                await platform.post(venue.room, carrying(CODE), "key-1")
                venue.line.instead[b"POST /_matrix/media/"] = b""  # it is not even tried
                await platform.post(venue.room, carrying(DATES), "key-2")
            seen = [(each.text, each.file) for each in await venue.seen_in(venue.room)]
    assert seen == [(WORDS, as_seen(CODE)), (WITHOUT, None)]


async def test_what_a_proxy_before_it_does_not_take_is_left_out(venue: MatrixVenue) -> None:
    venue.line.instead[b"POST /_matrix/media/"] = TOO_LARGE
    platform = venue.platform()
    async with running(platform, Recorder()):
        await platform.post(venue.room, carrying(), "key-1")
    assert [(each.text, each.file) for each in await venue.seen_in(venue.room)] == [(WITHOUT, None)]


async def test_an_older_homeserver_that_names_no_limit_is_given_it(venue: MatrixVenue) -> None:
    unknown = b'{"errcode": "M_UNRECOGNIZED"}'
    venue.line.instead[b"/media/config"] = (
        b"HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nConnection: close\r\n"
        b"Content-Length: %d\r\n\r\n%s" % (len(unknown), unknown)
    )
    platform = venue.platform()
    async with running(platform, Recorder()):
        await platform.post(venue.room, carrying(), "key-1")
    assert [each.file for each in await venue.seen_in(venue.room)] == [as_seen(DATES)]
