"""Choices taken by reactions, numbers and replies on a real homeserver."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.matrix.offers.content import FIELD
from bot.domain.identity import Place
from bot.messages.document import Choice, Document, Text
from bot.messages.offers import PressedRequest
from bot.ports.platform import TypedRequest
from bot.ports.questions import FRESH, Question, answered
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.sealed import ENCRYPTION, sealed_client
from tests.adapters.matrix.venue import MatrixVenue
from tests.synapse import Synapse

NEXT, MORE = "\N{BLACK RIGHT-POINTING TRIANGLE}", "1\ufe0f\u20e3"
CHOICES = (
    Choice("1:abcdefgh:f7:next", "Next", sign=NEXT),
    Choice("1:abcdefgh::more 1m", "+1 minute", sign=MORE),
    Choice("1?:abcdefgh::join", "Your words", asks=True),
)
ARABIC_ONE = "\u0661"
GROUP = Choice("1:abcdefgh::identify cs", "Civil Society")
CARD = Document((Text("Turn 7: Ana"),), choices=CHOICES)
AT = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)


@pytest.mark.sockets
async def test_a_sign_taken_away_does_nothing_and_put_again_is_a_press(venue: MatrixVenue) -> None:
    inbox, platform = Recorder(), venue.platform()
    async with running(platform, inbox):
        vera = venue.persons[(await venue.person("Vera", moderator=True)).id]
        room = venue.moderators_room.id
        card = await platform.post(venue.moderators_room, CARD, "card")
        first = await vera.react(room, card, f"{NEXT}\ufe0f")
        await inbox.hears(f"matrix:{first}")
        await vera.redact(room, first)
        again = await inbox.hears(f"matrix:{await vera.react(room, card, NEXT)}")
        await vera.react(room, card, "\N{THUMBS UP SIGN}")
        await inbox.hears(f"matrix:{await vera.say(room, '!position')}")
    assert again.request == PressedRequest(CHOICES[0].token)
    assert len(inbox.handed) == 3


@pytest.mark.sockets
async def test_the_bot_puts_the_signs_there_itself(venue: MatrixVenue) -> None:
    inbox, platform = Recorder(), venue.platform()
    async with running(platform, inbox):
        card = await platform.post(venue.room, CARD, "card")
        signs = set[object]()
        while len(signs) < 2:
            events: list[dict[str, Any]] = list(await venue.host.messages(venue.room.id))
            relations = [each["content"]["m.relates_to"] for each in events if each["type"] == "m.reaction"]
            signs = {relation["key"] for relation in relations if relation["event_id"] == card}
    assert signs == {NEXT, MORE}
    assert inbox.handed == []


@pytest.mark.sockets
async def test_what_somebody_else_writes_into_a_message_is_no_offer(venue: MatrixVenue) -> None:
    inbox = Recorder()
    async with running(venue.platform(), inbox):
        ana = venue.persons[(await venue.person("Ana")).id]
        room = venue.room.id
        forged = {"msgtype": "m.text", "body": "Turn 7", FIELD: [{"token": CHOICES[0].token, "sign": NEXT}]}
        await ana.react(room, await ana.send(room, forged), NEXT)
        await inbox.hears(f"matrix:{await ana.say(room, '!position')}")
    assert inbox.texts == ["position"]
    assert len(inbox.handed) == 1


@pytest.mark.sockets
async def test_a_number_means_the_newest_question_and_a_reply_its_own(venue: MatrixVenue) -> None:
    inbox, platform = Recorder(), venue.platform()
    async with running(platform, inbox):
        ana = await venue.person("Ana")
        asked = await inbox.hears(await venue.types_in_private(ana, "join"))
        person, chat = venue.persons[ana.id], asked.place.id
        old = await platform.direct_message(ana, CARD, "old")
        newer = Document(
            (Text("Which group?"),), choices=(Choice("1:abcdefgh::identify cs", "Civil Society"),)
        )
        await platform.direct_message(ana, newer, "newer")
        await platform.direct_message(ana, post("Good luck."), "word")
        plain = await inbox.hears(f"matrix:{await person.say(chat, '1.')}")
        arabic = await inbox.hears(f"matrix:{await person.say(chat, ARABIC_ONE)}")
        beyond = await inbox.hears(f"matrix:{await person.say(chat, '7')}")
        number, words = [await inbox.hears(f"matrix:{await reply(venue, ana.id, chat, old, text)}")
                         for text in ("2", "I agree, mostly")]  # fmt: skip
    assert [plain.request, arabic.request] == [PressedRequest(GROUP.token)] * 2
    assert beyond.request == TypedRequest("7")
    assert number.request == PressedRequest(CHOICES[1].token)
    assert words.request == PressedRequest(CHOICES[2].token, "I agree, mostly")


async def reply(venue: MatrixVenue, who: str, room: str, to: str, text: str) -> str:
    relation = {"m.in_reply_to": {"event_id": to}}
    return await venue.persons[who].send(room, {"msgtype": "m.text", "body": text, "m.relates_to": relation})


@pytest.mark.sockets
async def test_in_encrypted_rooms_and_chats_as_well(
    venue: MatrixVenue, synapse: Synapse, tmp_path: Path
) -> None:
    venue, inbox = venue.encrypting(), Recorder()
    ana = await venue.person("Ana")
    person = venue.persons[ana.id]
    room = Place("matrix", await venue.host.create_room(preset="public_chat", initial_state=[ENCRYPTION]))
    platform = venue.platform(places=(venue.room, room))
    async with running(platform, inbox), sealed_client(synapse, person, tmp_path) as client:
        await person.join(room.id)
        card = await platform.post(room, CARD, "card")
        chat = await person.create_room(
            preset="private_chat", is_direct=True, invite=[venue.bot.id], initial_state=[ENCRYPTION]
        )
        await person.until_member(chat, venue.bot.id)
        await inbox.hears(f"matrix:{await client.say(chat, 'join')}")
        await platform.direct_message(ana, CARD, "private")
    async with running(venue.platform(places=(venue.room, room)), inbox):
        pressed = await inbox.hears(f"matrix:{await person.react(room.id, card, NEXT)}")
        async with sealed_client(synapse, person, tmp_path) as client:
            number = await inbox.hears(f"matrix:{await client.say(chat, '2')}")
    assert pressed.request == PressedRequest(CHOICES[0].token)
    assert number.request == PressedRequest(CHOICES[1].token)


@pytest.mark.parametrize(
    ("text", "after", "taken"),
    [
        ("1", FRESH, PressedRequest(CHOICES[0].token)),
        ("1", FRESH + timedelta(seconds=1), PressedRequest(None)),
        ("3 I agree", FRESH, PressedRequest(CHOICES[2].token, "I agree")),
        ("3", FRESH, PressedRequest(CHOICES[2].token)),
        ("1 of us", FRESH, None),
        ("0", FRESH, None),
        ("4", FRESH, None),
        ("9" * 400, FRESH, None),
        ("", FRESH, None),
        ("join", FRESH, None),
    ],
)
def test_numbers_alone(text: str, after: timedelta, taken: PressedRequest | None) -> None:
    assert answered(Question(CHOICES, AT), text, AT + after) == taken
