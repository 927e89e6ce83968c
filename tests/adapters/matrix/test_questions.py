"""Which question a number in a direct chat answers, and until when, on a real homeserver."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec import Struct

from adapters.matrix.offers.content import FIELD
from adapters.matrix.platform import MatrixPlatform
from bot.commands.table import commands
from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.messages.document import Choice, Document, Text
from bot.messages.offers import PressedRequest
from bot.ports.platform import TypedRequest
from bot.ports.questions import FRESH
from tests.adapters.matrix.fakes import Recorder, StillClock, running, soon
from tests.adapters.matrix.sealed import ENCRYPTION, sealed_client
from tests.adapters.matrix.venue import MatrixVenue, matrix_venue
from tests.synapse import Synapse, running_synapse

pytestmark = pytest.mark.sockets

GROUP = Choice("1:abcdefgh::identify cs", "Civil Society")
JOIN = Choice("1:abcdefgh::join", "Raise hand", sign="\N{RAISED HAND}")
LATER = FRESH + timedelta(minutes=1)


def asking(*choices: Choice) -> Document:
    return Document((Text("Please choose."),), choices=choices)


class MovedClock(Struct, StillClock):
    """The machine's own time and some more."""

    by: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.by


async def test_a_number_of_the_bots_absence_answers_what_stood_above_it(venue: MatrixVenue) -> None:
    inbox, platform = Recorder(), venue.platform()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        chat = (await inbox.hears(await venue.types_in_private(ana, "join"))).place.id
        old = await platform.direct_message(ana, asking(GROUP), "old")
    before = await venue.types_in_private(ana, "1")
    offers = [{"token": JOIN.token}]
    await venue.bot.send(chat, {"msgtype": "m.notice", "body": "Raise your hand?", FIELD: offers})
    behind = await venue.types_in_private(ana, "1")
    async with running(venue.platform(), inbox):
        assert (await inbox.hears(before)).request == PressedRequest(GROUP.token)
        assert (await inbox.hears(behind)).request == PressedRequest(JOIN.token)
        await venue.bot.redact(chat, old)
        gone = {"msgtype": "m.text", "body": "1", "m.relates_to": {"m.in_reply_to": {"event_id": old}}}
        reply = await inbox.hears(f"matrix:{await venue.persons[ana.id].send(chat, gone)}")
    assert reply.request == PressedRequest(JOIN.token)


async def test_what_somebody_else_offers_in_the_chat_is_no_question(venue: MatrixVenue) -> None:
    inbox, platform = Recorder(), venue.platform()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        chat = (await inbox.hears(await venue.types_in_private(ana, "join"))).place.id
        person = venue.persons[ana.id]
        forged = {"msgtype": "m.text", "body": "position", FIELD: [{"token": "1:abcdefgh::next"}]}
        event = await person.send(chat, forged)
        replied = {"msgtype": "m.text", "body": "1", "m.relates_to": {"m.in_reply_to": {"event_id": event}}}
        heard = [await inbox.hears(f"matrix:{await person.send(chat, replied)}"),
                 await inbox.hears(await venue.types_in_private(ana, "1"))]  # fmt: skip
    assert [each.request for each in heard] == [TypedRequest("1")] * 2


@pytest.mark.parametrize(
    ("clock", "typed", "taken"),
    [
        (LATER, LATER, PressedRequest(None)),
        (LATER, timedelta(), PressedRequest(GROUP.token)),  # read late, as after an outage
        (timedelta(), LATER, PressedRequest(GROUP.token)),  # another homeserver's clock
    ],
)
async def test_after_ten_minutes_a_number_is_asked_back_and_a_reply_is_not(
    tmp_path: Path, clock: timedelta, typed: timedelta, taken: PressedRequest
) -> None:
    service = tmp_path / "service.json"
    service.write_text(json.dumps(SERVICE))
    with running_synapse(app_service_config_files=[str(service)]) as synapse:
        async with matrix_venue(synapse, tmp_path) as venue:
            inbox, moved = Recorder(), MovedClock(clock)
            platform = MatrixPlatform(
                venue.settings, venue.sync_positions, moved, [venue.room], commands(), soon
            )
            async with running(platform, inbox):
                ana = await venue.person("Ana")
                chat = (await inbox.hears(await venue.types_in_private(ana, "join"))).place.id
                question = await platform.direct_message(ana, asking(GROUP), "question")
                at = int((datetime.now(UTC) + typed).timestamp() * 1000)
                number = await _at(venue, ana.id, chat, at, {})
                reply = await _at(venue, ana.id, chat, at, {"m.in_reply_to": {"event_id": question}})
                assert (await inbox.hears(number)).request == taken
                assert (await inbox.hears(reply)).request == PressedRequest(GROUP.token)


SERVICE = {
    "id": "times",
    "url": None,
    "as_token": "as",
    "hs_token": "hs",
    "sender_localpart": "times",
    "namespaces": {"users": [{"exclusive": False, "regex": "@ana-.*"}], "rooms": [], "aliases": []},
}
"""Whoever may say to Synapse when somebody wrote."""


async def _at(venue: MatrixVenue, who: str, room: str, at: int, relation: dict[str, object]) -> str:
    service = replace(venue.persons[who], token=str(SERVICE["as_token"]))
    kind = "reply" if relation else "number"
    path = f"/rooms/{room}/send/m.room.message/{kind}?user_id={who}&ts={at}"
    content = {"msgtype": "m.text", "body": "1", "m.relates_to": relation}
    return f"matrix:{(await service.call('PUT', path, content))['event_id']}"


async def test_an_encrypted_message_offers_what_its_edit_says(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    ana = venue.persons[(await venue.person("Ana")).id]
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    now = Choice("1:abcdefgh::position", "Where am I?", sign="\N{ROUND PUSHPIN}")
    platform = venue.platform(places=(venue.room, room))
    async with running(platform, inbox), sealed_client(synapse, venue.host, tmp_path) as client:
        await ana.join(room.id)
        board = await platform.post(room, asking(JOIN), "board")
        await inbox.hears(f"matrix:{await client.say(room.id, '!position')}")
        await platform.edit(room, board, asking(now), "board-2")
    async with running(venue.platform(places=(venue.room, room)), inbox):
        pressed = await inbox.hears(f"matrix:{await ana.react(room.id, board, now.sign)}")
        hand = await inbox.hears(f"matrix:{await ana.react(room.id, board, JOIN.sign)}")
    assert pressed.request == PressedRequest(now.token)
    assert hand.request == TypedRequest("join")
