"""A crowd of events that mean nothing or should break something: the others are heard all the same."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

import pytest

from bot.domain.message import say
from tests.adapters.matrix.fakes import Recorder, running
from tests.adapters.matrix.venue import MatrixVenue
from tests.synapse import Person
from tests.synapse.person import HomeserverRefused

pytestmark = pytest.mark.sockets

HUGE = "<b>@room</b> **x** \N{RIGHT-TO-LEFT OVERRIDE}!join " * 1300
ODD: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("m.room.message", {"msgtype": "m.text", "body": HUGE}),
    ("m.room.message", {"msgtype": "m.text", "body": HUGE, "formatted_body": 5, "format": []}),
    ("m.room.message", {"msgtype": "m.notice", "body": "!join"}),
    ("m.room.message", {"msgtype": ["m.text"], "body": {"!join": 1}}),
    ("m.room.message", {"msgtype": "m.text", "body": "!join", "m.relates_to": {"rel_type": "m.replace"}}),
    ("m.room.message", {"m.new_content": {"body": "!join"}, "m.relates_to": {"m.in_reply_to": "x"}}),
    ("m.room.message", {"msgtype": "m.text", "body": "x", "m.mentions": {"user_ids": "all", "room": True}}),
    ("m.room.message", {}),
    ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$x", "key": "y" * 900}}),
    ("m.reaction", {"m.relates_to": [1, 2]}),
    ("m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "x"}),
    ("m.poll.start", {"question": "!join"}),
)
STATE: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("m.room.tombstone", {"body": "gone", "replacement_room": ["!x:y"]}),
    ("m.room.tombstone", {"body": "gone", "replacement_room": "!" + "x" * 200 + ":y\u202e"}),
    ("m.room.topic", {"topic": HUGE[:9000]}),
    ("m.room.name", {"name": HUGE[:9000]}),
    ("m.room.pinned_events", {"pinned": "everything"}),
)


async def flood(mallory: Person, room: str) -> None:
    """Sent by many hands at once; what the homeserver itself does not take is no matter."""

    async def one(kind: str, content: Mapping[str, object]) -> None:
        with suppress(HomeserverRefused):
            await mallory.send(room, content, kind)

    for _ in range(12):
        await asyncio.gather(*(one(kind, content) for kind, content in ODD))


async def test_a_flood_of_odd_events_holds_nobody_up(venue: MatrixVenue) -> None:
    venue, inbox, room = venue.encrypting(), Recorder(), venue.room
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        mallory = venue.persons[(await venue.person("Mallory")).id]
        await inbox.hears(await venue.types(ana, room, "before"))
        await asyncio.gather(flood(mallory, room.id), venue.types(ana, room, "during"))
        await inbox.hears(await venue.types(ana, room, "after"))
    await flood(mallory, room.id)
    cause = await venue.types(ana, room, "restarted")
    async with running(venue.platform(), inbox):
        await inbox.hears(cause)
    hers = [each for each in inbox.texts if each in ("before", "during", "after", "restarted")]
    assert hers == ["before", "during", "after", "restarted"]
    assert not [each for each in inbox.handed if each.author != ana], "none of it is a command"
    assert venue.sync_positions.kept != venue.sync_positions.first


async def test_odd_state_from_whoever_has_all_power_moves_the_bot_nowhere(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = await venue.person("Ana")
        for kind, content in STATE:
            await venue.host.set_state(venue.room.id, kind, content)
        await inbox.hears(await venue.types(ana, venue.room, "after"))
    assert inbox.moves == {}
    assert [notice for notice, _ in inbox.lost] == [say("matrix-upgraded", new="none")] * 2
