"""Encrypted rooms of which the bot has not heard all: nothing is said there in the clear."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.domain.identity import Place
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.proxy import answer
from tests.adapters.matrix.sealed import ENCRYPTION, sealed_client
from tests.adapters.matrix.venue import MatrixVenue
from tests.synapse import Synapse

pytestmark = pytest.mark.sockets

SYNC = b"/v3/sync?"
SEALED, CLEAR = "m.room.encrypted", "m.room.message"


async def test_a_room_of_which_the_sync_has_told_half(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    """As it does where the homeserver is still making it."""
    venue, inbox = venue.encrypting(), Recorder()
    platform = venue.platform()
    async with running(platform, inbox), sealed_client(synapse, venue.host, tmp_path) as client:
        await deaf(venue)
        room = await venue.host.create_room(invite=[venue.bot.id], initial_state=[ENCRYPTION])
        await venue.bot.join(room)
        await half_told(venue, room, inbox)
        await platform.post(Place("matrix", room), post("Ana"), "1")
        await client.until(lambda: client.words(venue.bot.id) == ["Ana"])
    assert await kinds_said(venue, room) == [SEALED]


@pytest.mark.parametrize("told", [False, True], ids=["the sync fails", "the sync tells half"])
async def test_a_room_that_was_encrypted_while_the_bot_was_out(venue: MatrixVenue, *, told: bool) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    platform, room = venue.platform(), venue.room.id
    async with running(platform, inbox):
        await platform.post(venue.room, post("Ana"), "1")
        await venue.host.call("POST", f"/rooms/{room}/kick", {"user_id": venue.bot.id})
        await inbox.until(lambda: bool(inbox.lost))
        await deaf(venue)
        await encrypt(venue, room)
        await venue.host.invite(room, venue.bot.id)
        await venue.bot.join(room)
        if told:
            await half_told(venue, room, inbox)
        await platform.post(venue.room, post("Ana"), "2")
    assert await kinds_said(venue, room) == [CLEAR, SEALED]


async def test_a_room_that_is_encrypted_while_the_sync_fails(venue: MatrixVenue) -> None:
    venue = venue.encrypting()
    platform, room = venue.platform(), venue.room.id
    async with running(platform, Recorder()):
        await platform.post(venue.room, post("Ana"), "1")
        await deaf(venue)
        await encrypt(venue, room)
        await platform.post(venue.room, post("Ana"), "2")
    assert await kinds_said(venue, room) == [CLEAR, SEALED]


async def test_a_room_whose_encryption_somebody_took_back(venue: MatrixVenue) -> None:
    """The event says nothing any more, and it is there."""
    venue = venue.encrypting()
    room = await venue.host.create_room(preset="public_chat")
    await venue.host.redact(room, await encrypt(venue, room))
    platform = venue.platform(places=(venue.room, Place("matrix", room)))
    async with running(platform, Recorder()):
        await platform.post(Place("matrix", room), post("Ana"), "1")
    assert await kinds_said(venue, room) == [SEALED]


async def deaf(venue: MatrixVenue) -> None:
    """From now on the bot reads nothing new, and knows it."""
    noticed = venue.sync_positions.rewind()
    venue.line.instead[SYNC] = b""
    venue.line.cut()
    await noticed.wait()


async def encrypt(venue: MatrixVenue, room: str) -> str:
    """The event that says so."""
    path, content = f"/rooms/{room}/state/m.room.encryption/", {"algorithm": "m.megolm.v1.aes-sha2"}
    return str((await venue.host.call("PUT", path, content))["event_id"])


async def half_told(venue: MatrixVenue, room: str, inbox: Recorder) -> None:
    """The bot reads that it is in the room, not that it is encrypted."""
    cause = f"matrix:{await venue.host.say(venue.elsewhere.id, '!next')}"
    event = {"event_id": cause.removeprefix("matrix:"), "sender": venue.host.id, "origin_server_ts": 1}
    said = {**event, "type": CLEAR, "content": {"msgtype": "m.text", "body": "!next"}}
    rooms = {room: {}, venue.moderators_room.id: {"timeline": {"events": [said]}}}
    told = {"next_batch": "half", "rooms": {"join": rooms}}
    venue.line.instead[SYNC] = answer("200 OK", json.dumps(told).encode())
    await inbox.hears(cause)


async def kinds_said(venue: MatrixVenue, room: str) -> Sequence[str]:
    """The kinds of the bot's messages, as others see them."""
    events = await venue.host.messages(room)
    return [e["type"] for e in events if e["sender"] == venue.bot.id and e["type"] in (SEALED, CLEAR)]
