"""A relay and an encrypted room: what is written there is known to be so, and copies are encrypted there."""

from pathlib import Path

import pytest

from bot.domain.identity import Place
from bot.messages.document import plain
from bot.ports.relay import Extra
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.sealed import ENCRYPTION, sealed_client
from tests.adapters.matrix.venue import MatrixVenue
from tests.synapse import Synapse

pytestmark = pytest.mark.sockets


async def test_in_an_encrypted_room(venue: MatrixVenue, synapse: Synapse, tmp_path: Path) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    platform = venue.platform(places=(venue.room, room))
    relaying = platform.capabilities.relaying
    assert relaying is not None
    async with running(platform, inbox), sealed_client(synapse, venue.host, tmp_path) as client:
        await relaying.listen(room)
        assert await relaying.sealed(room)
        assert not await relaying.sealed(venue.room)
        await client.say(room.id, "Between us")
        await inbox.until(lambda: bool(inbox.heard))
        [said] = inbox.heard
        assert (plain(said.nodes), said.sealed) == ("Between us", True)
        sent = await relaying.post(room, post("From elsewhere"), "key-1", None)
        await client.until(lambda: "From elsewhere" in client.words(venue.bot.id))
        await relaying.revise(room, sent, post("Changed"), "key-2")
        await client.until(lambda: any("Changed" in words for words in client.words(venue.bot.id)))


STICKER: dict[str, object] = {"body": "A wave", "url": "mxc://example.org/wave", "info": {}}
POLL: dict[str, object] = {
    "org.matrix.msc3381.poll.start": {
        "question": {"org.matrix.msc1767.text": "Monday or Tuesday?"},
        "kind": "org.matrix.msc3381.poll.disclosed",
        "answers": [{"id": "1", "org.matrix.msc1767.text": "Monday"}],
    }
}


async def test_stickers_and_polls_of_an_encrypted_room(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    ana = venue.persons[(await venue.person_in(room.id, "Ana")).id]
    platform = venue.platform(places=(venue.room, room))
    async with (
        running(platform, inbox),
        sealed_client(synapse, venue.host, tmp_path) as host,
        sealed_client(synapse, ana, tmp_path) as guest,
    ):
        assert platform.capabilities.relaying is not None
        await platform.capabilities.relaying.listen(room)
        await host.send(room.id, "m.sticker", STICKER)
        await guest.send(room.id, "org.matrix.msc3381.poll.start", POLL)
        await inbox.until(lambda: len(inbox.heard) == 2)
    assert {(each.author.id, each.sealed, each.nodes, each.extras) for each in inbox.heard} == {
        (venue.host.id, True, (), (Extra("sticker", "A wave"),)),
        (ana.id, True, (), (Extra("poll", "Monday or Tuesday?"),)),
    }
