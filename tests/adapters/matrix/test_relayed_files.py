"""Files of a relay on Matrix: from the bot's own homeserver alone, sealed where the room is, and once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from nio import RoomEncryptedImage
from nio.crypto import decrypt_attachment, encrypt_attachment

from bot.domain.identity import Place
from bot.messages.document import AttachedFile, Document, Link, Text
from bot.ports.platform import TryLater
from bot.ports.relay import Extra, Look, PostedFile, Relaying
from tests.adapters.matrix.fakes import Recorder, running
from tests.adapters.matrix.proxy import answer
from tests.adapters.matrix.sealed import ENCRYPTION, sealed_client
from tests.adapters.matrix.venue import MatrixVenue
from tests.contracts.venue import SeenFile
from tests.synapse import Synapse

pytestmark = pytest.mark.sockets

MOST = 100_000
NOTES = b"Some notes " * 1000
PICTURE = AttachedFile("cat.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(500))
WORDS, ADDRESS = "Ana (Discord): (file) cat.png", "https://cdn.example.org/cat.png"
COPY = Document((Text(WORDS),), file=PICTURE, fileless=(Link(ADDRESS, (Text(ADDRESS),)),))
DOWNLOAD, UPLOAD = b"GET /_matrix/client/v1/media/download", b"POST /_matrix/media/"


@asynccontextmanager
async def relaying(venue: MatrixVenue, inbox: Recorder, *rooms: Place) -> AsyncIterator[Relaying]:
    platform = venue.platform(places=(venue.room, *rooms))
    async with running(platform, inbox):
        found = platform.capabilities.relaying
        assert found is not None
        for room in (venue.room, *rooms):
            await found.listen(room)
        yield found


async def posted(venue: MatrixVenue, **content: object) -> str:
    about = {"msgtype": "m.file", "body": "notes.txt", "filename": "notes.txt"}
    return await venue.host.send(venue.room.id, {**about, **content})


async def test_in_an_encrypted_room_it_is_opened_and_sealed_again(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    content, keys = encrypt_attachment(NOTES)
    file = {**keys, "url": await venue.host.upload(content)}
    async with relaying(venue, inbox, room) as relay, sealed_client(synapse, venue.host, tmp_path) as client:
        about = {"msgtype": "m.file", "body": "For you", "filename": "notes.txt"}
        message = await client.send(room.id, "m.room.message", {**about, "file": file})
        await inbox.until(lambda: bool(inbox.heard))
        assert (inbox.heard[0].nodes, inbox.heard[0].extras) == (
            (Text("For you"),),
            (Extra("file", "notes.txt", "file"),),
        )
        assert await relay.open(room, message, "file", MOST) == PostedFile("notes.txt", NOTES)
        await relay.post(room, COPY, "key-1", None)

        def carried() -> list[RoomEncryptedImage]:
            return [each for each in client.read if isinstance(each, RoomEncryptedImage) and each.decrypted]

        await client.until(lambda: bool(carried()))
        [event] = carried()
        kept = await venue.host.download(event.url)
        opened = decrypt_attachment(kept, event.key["k"], event.hashes["sha256"], event.iv)
        assert (event.body, opened, b"PNG" in kept) == (WORDS, PICTURE.content, False)


async def test_what_is_not_as_it_was_sealed_is_left(venue: MatrixVenue) -> None:
    content, keys = encrypt_attachment(NOTES)
    sealed: dict[str, Any] = {**keys, "url": await venue.host.upload(content)}
    wrong: list[dict[str, Any]] = [
        {**sealed, "hashes": {"sha256": "A" * 43}},
        {**sealed, "hashes": {"sha256": "not base 64: \u202e"}},
        {**sealed, "hashes": ["sha256"]},
        {**sealed, "key": {**sealed["key"], "k": "AAAA"}},
        {**sealed, "key": {**sealed["key"], "k": 5}},
        {**sealed, "url": await venue.host.upload(NOTES)},
    ]
    async with relaying(venue, Recorder()) as relay:
        good = await posted(venue, file=sealed)
        assert await relay.open(venue.room, good, "file", MOST) == PostedFile("notes.txt", NOTES)
        for file in wrong:
            message = await posted(venue, file=file)
            assert await relay.open(venue.room, message, "file", MOST) == PostedFile("notes.txt", None)


@pytest.mark.parametrize(
    "address",
    [
        "mxc://example.org/../../v3/account/whoami",
        "mxc://../whoami",
        "mxc://./whoami",
        "mxc://example.org/a?b",
        "mxc://example.org/%2e%2e",
        "mxc://example.org/a/b",
        "mxc://evil@example.org/a",
        "mxc://example.org/a\nb",
        "https://example.org/a",
        "mxc://example.org/" + "a" * 300,
        "x" * 50_000,
    ],
)
async def test_an_address_leads_nowhere_else(venue: MatrixVenue, address: str) -> None:
    venue.line.instead[b"download"] = venue.line.instead[b"whoami"] = answer("200 OK", b"secret")
    async with relaying(venue, Recorder()) as relay:
        message = await posted(venue, url=address)
        assert await relay.open(venue.room, message, "file", MOST) == PostedFile("notes.txt", None)


@pytest.mark.parametrize(
    "said",
    [
        answer("200 OK", bytes(MOST + 1)),
        b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + bytes(MOST + 1),
        answer("200 OK", b"\x1f\x8b", "Content-Encoding: gzip\r\n"),
        answer("307 Temporary Redirect", b"", "Location: http://127.0.0.1:1/\r\n"),
        answer("404 Not Found", b'{"errcode": "M_NOT_FOUND"}'),
        answer("404 Not Found", b"no page"),
        answer("504 Gateway Timeout", b'{"errcode": "M_NOT_YET_UPLOADED"}'),
        answer("502 Bad Gateway", b'{"errcode": "M_UNKNOWN"}'),
    ],
    ids=["large", "endless", "packed", "elsewhere", "gone", "old", "remote-slow", "remote-away"],
)
async def test_what_is_not_to_be_had_is_left(venue: MatrixVenue, said: bytes) -> None:
    venue.line.instead[DOWNLOAD] = said
    async with relaying(venue, Recorder()) as relay:
        message = await posted(venue, url=await venue.host.upload(NOTES))
        assert await relay.open(venue.room, message, "file", MOST) == PostedFile("notes.txt", None)


@pytest.mark.parametrize(
    ("said", "after"),
    [
        (b"", None),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5000\r\n\r\nhalf", None),
        (answer("502 Bad Gateway", b"<h1>away</h1>"), None),
        (answer("429 Too Many", b'{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 7000}'), 7.0),
    ],
    ids=["cut", "cut-within", "away", "limited"],
)
async def test_while_the_homeserver_is_away_it_is_tried_later(
    venue: MatrixVenue, said: bytes, after: float | None
) -> None:
    async with relaying(venue, Recorder()) as relay:
        message = await posted(venue, url=await venue.host.upload(NOTES))
        venue.line.instead[DOWNLOAD] = said
        with pytest.raises(TryLater) as problem:
            await relay.open(venue.room, message, "file", MOST)
        assert problem.value.after == after
        venue.line.instead.clear()
        assert await relay.open(venue.room, message, "file", MOST) == PostedFile("notes.txt", NOTES)


async def test_what_the_homeserver_limits_comes_later_and_once(venue: MatrixVenue) -> None:
    limited = answer("429 Too Many", b'{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 7000}')
    since = datetime.now(UTC) - timedelta(minutes=5)
    async with relaying(venue, Recorder()) as relay:
        venue.line.instead[UPLOAD] = limited
        with pytest.raises(TryLater) as problem:
            await relay.post(venue.room, COPY, "key-1", None)
        assert problem.value.after == 7.0
        venue.line.instead.clear()
        for look in (None, Look(since, ()), None):
            await relay.post(venue.room, COPY, "key-1", look)
    [seen] = await venue.seen_in(venue.room)
    assert (seen.text, seen.file) == (WORDS, SeenFile("cat.png", len(PICTURE.content), PICTURE.content))


async def test_what_it_refuses_for_its_size_stands_as_a_link(venue: MatrixVenue) -> None:
    venue.line.instead[UPLOAD] = answer("413 Too Large", b'{"errcode": "M_TOO_LARGE"}')
    async with relaying(venue, Recorder()) as relay:
        await relay.post(venue.room, COPY, "key-1", None)
    [seen] = await venue.seen_in(venue.room)
    assert (seen.text, seen.file) == (f"{WORDS}\n{ADDRESS}", None)


@pytest.mark.parametrize(
    ("kind", "hidden", "said"),
    [
        ("image/png", False, ("m.image", "image/png")),
        ("audio/ogg", False, ("m.audio", "audio/ogg")),
        ("video/mp4", False, ("m.video", "video/mp4")),
        ("application/pdf", False, ("m.file", "application/pdf")),
        ("image/png", True, ("m.file", "application/octet-stream")),
    ],
)
async def test_clients_show_what_it_is_and_nothing_that_is_hidden(
    venue: MatrixVenue, kind: str, hidden: bool, said: tuple[str, str]
) -> None:
    file = AttachedFile("a.bin", kind, b"content", hidden)
    async with relaying(venue, Recorder()) as relay:
        await relay.post(venue.room, Document((Text(WORDS),), file=file), "key-1", None)
    content: Any = [
        e["content"] for e in await venue.host.messages(venue.room.id) if e["sender"] == venue.bot.id
    ][-1]
    assert (content["msgtype"], content["info"]["mimetype"]) == said
