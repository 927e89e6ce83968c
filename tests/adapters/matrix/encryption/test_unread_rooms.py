"""Encrypted rooms that the bot takes for open ones: nothing is said there in the clear."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress

import pytest

from adapters.matrix.platform import MatrixPlatform
from bot.domain.identity import Place
from bot.ports.platform import TryLater
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.proxy import answer
from tests.adapters.matrix.sealed import ENCRYPTION
from tests.adapters.matrix.venue import MatrixVenue

pytestmark = pytest.mark.sockets

SYNC = b"/v3/sync?"


async def test_a_room_of_which_the_sync_has_told_half(venue: MatrixVenue) -> None:
    """As it does where the homeserver is still making it."""
    venue, inbox = venue.encrypting(), Recorder()
    platform = venue.platform()
    async with running(platform, inbox):
        await deaf(venue)
        room = await venue.host.create_room(invite=[venue.bot.id], initial_state=[ENCRYPTION])
        await venue.bot.join(room)
        cause = f"matrix:{await venue.host.say(venue.room.id, '!next')}"
        venue.line.instead[SYNC] = answer("200 OK", told(venue, room, cause))
        await inbox.hears(cause)
        with pytest.raises(TryLater, match="not been read"):
            await platform.post(Place("matrix", room), post("Ana"), "1")
        venue.line.instead.clear()
        await until_posted(platform, room, "1")
    assert await kinds_said(venue, room) == ["m.room.encrypted"]


async def test_a_room_that_was_encrypted_while_the_bot_was_out(venue: MatrixVenue) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    platform, room = venue.platform(), venue.room.id
    async with running(platform, inbox):
        await until_posted(platform, room, "1")
        await venue.host.call("POST", f"/rooms/{room}/kick", {"user_id": venue.bot.id})
        await inbox.until(lambda: bool(inbox.lost))
        await deaf(venue)
        await venue.host.set_state(room, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})
        await venue.host.invite(room, venue.bot.id)
        await venue.bot.join(room)
        with pytest.raises(TryLater, match="not been read"):
            await platform.post(venue.room, post("Ana"), "2")
        venue.line.instead.clear()
        await until_posted(platform, room, "2")
    assert await kinds_said(venue, room) == ["m.room.message", "m.room.encrypted"]


async def deaf(venue: MatrixVenue) -> None:
    """From now on the bot reads nothing new."""
    venue.line.instead[SYNC] = b""
    venue.line.cut()


def told(venue: MatrixVenue, room: str, cause: str) -> bytes:
    """An answer to /sync with a room, not that it is encrypted, and with a command elsewhere."""
    [position] = [kept for name, kept in venue.sync_positions.kept.items() if name.startswith("matrix:sync:")]
    content = {"msgtype": "m.text", "body": "!next"}
    event = {"event_id": cause.removeprefix("matrix:"), "sender": venue.host.id, "origin_server_ts": 1}
    said = {"timeline": {"events": [{**event, "type": "m.room.message", "content": content}]}}
    return json.dumps({"next_batch": position, "rooms": {"join": {room: {}, venue.room.id: said}}}).encode()


async def until_posted(platform: MatrixPlatform, room: str, key: str) -> None:
    async with asyncio.timeout(20):
        while True:
            with suppress(TryLater):
                await platform.post(Place("matrix", room), post("Ana"), key)
                return


async def kinds_said(venue: MatrixVenue, room: str) -> Sequence[str]:
    """The kinds of the bot's messages, as others see them."""
    kinds = ("m.room.message", "m.room.encrypted")
    events = await venue.host.messages(room)
    return [e["type"] for e in events if e["sender"] == venue.bot.id and e["type"] in kinds]
