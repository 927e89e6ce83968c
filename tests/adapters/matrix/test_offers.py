"""Choices taken by reactions, numbers and replies on a real homeserver."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.matrix.offers.content import FIELD, choices
from adapters.matrix.offers.offered import signed
from adapters.matrix.outbound.markup import MOST_BYTES, content
from adapters.matrix.platform import MatrixPlatform
from bot.domain.identity import Place
from bot.messages.document import Choice, Document, Text, plain
from bot.messages.offers import PressedRequest
from bot.ports.platform import Hand, SlowDown, TypedRequest
from bot.ports.questions import FRESH, Question, answered
from tests.adapters.matrix.fakes import Recorder, post, running
from tests.adapters.matrix.sealed import ENCRYPTION, sealed_client
from tests.adapters.matrix.venue import MatrixVenue, matrix_venue
from tests.synapse import Synapse, running_synapse

NEXT, MORE = "\N{BLACK RIGHT-POINTING TRIANGLE}", "1\ufe0f\u20e3"
PAUSE = "\N{DOUBLE VERTICAL BAR}"
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
async def test_the_bot_puts_the_signs_there_itself_and_new_ones_with_an_edit(venue: MatrixVenue) -> None:
    inbox, platform = Recorder(), venue.platform()
    async with running(platform, inbox):
        card = await platform.post(venue.room, CARD, "card")
        assert await signs(venue, card, 2) == [NEXT, MORE]
        await platform.edit(venue.room, card, CARD, "same")
        added = Choice("1:abcdefgh::pause", "Pause", sign=PAUSE)
        await platform.edit(venue.room, card, Document(CARD.nodes, choices=(*CHOICES, added)), "more")
        assert await signs(venue, card, 3) == [NEXT, MORE, PAUSE]
    platform = venue.platform()
    async with running(platform, inbox):
        await platform.edit(venue.room, card, CARD, "after a restart")
        other = await platform.post(venue.room, CARD, "another")
        assert await signs(venue, other, 2) == [NEXT, MORE]
    assert await signs(venue, card, 3) == [NEXT, MORE, PAUSE]
    assert inbox.handed == []


async def signs(venue: MatrixVenue, message: str, count: int) -> list[object]:
    """The bot's own reactions to a message, once there are so many."""
    async with asyncio.timeout(20):
        while True:
            events: list[dict[str, Any]] = list(await venue.host.messages(venue.room.id))
            reactions = [e for e in events if (e["type"], e["sender"]) == ("m.reaction", venue.bot.id)]
            relations = [each["content"]["m.relates_to"] for each in reactions]
            found: list[object] = [each["key"] for each in relations if each["event_id"] == message]
            if len(found) >= count:
                return found


@pytest.mark.sockets
async def test_signs_are_left_out_where_the_homeserver_limits_what_is_sent(tmp_path: Path) -> None:
    with running_synapse(rc_message={"per_second": 1, "burst_count": 6}) as limited:
        async with matrix_venue(limited, tmp_path) as venue:
            platform = venue.platform()
            async with running(platform, Recorder()):
                limit = platform.capabilities.limit
                assert limit
                assert await limit.find()
                sent = limit.sent
                await _posted(platform, venue.room, CARD)
                await _posted(platform, venue.room, post("Next"))
                assert limit.sent == sent + 2
            events = await venue.host.messages(venue.room.id)
    assert not [each for each in events if each["type"] == "m.reaction"]


async def _posted(platform: MatrixPlatform, room: Place, document: Document) -> None:
    """As soon as the homeserver takes it: whatever else waited had its turn."""
    while True:
        try:
            await platform.post(room, document, plain(document.nodes))
        except SlowDown as limit:
            await asyncio.sleep(limit.seconds)
        else:
            return


@pytest.mark.parametrize("shown", ["\N{WAVING HAND SIGN}\U0001f3fd", "\N{WAVING HAND SIGN}\ufe0f"])
def test_a_sign_in_any_skin_is_the_sign(shown: str) -> None:
    wave = Choice("1:abcdefgh::withdraw", "Lower hand", sign="\N{WAVING HAND SIGN}")
    hand = Choice("1:abcdefgh::join", "Raise hand", sign="\N{RAISED HAND}")
    question = Question((hand, wave), AT)
    assert signed(question, shown) == wave
    assert signed(question, "\N{HAPPY PERSON RAISING ONE HAND}\U0001f3fd\u200d\u2640\ufe0f") == hand
    assert signed(question, "\U0001f3fd") is None
    assert signed(question, "\N{THUMBS UP SIGN}") is None


@pytest.mark.sockets
async def test_a_hand_for_a_point_of_order_is_taken_down_with_the_reaction(venue: MatrixVenue) -> None:
    inbox, platform = Recorder(), venue.platform()
    point = Choice("1:abcdefgh::join point-of-order", "Point of order", sign="\N{RAISED HAND}")
    async with running(platform, inbox):
        ana = venue.persons[(await venue.person("Ana")).id]
        room = venue.room.id
        panel = await platform.post(venue.room, Document((Text("Panel"),), choices=(point,)), "panel")
        hand = await ana.react(room, panel, "\N{HAPPY PERSON RAISING ONE HAND}")
        raised = await inbox.hears(f"matrix:{hand}")
        lowered = await inbox.hears(f"matrix:{await ana.redact(room, hand)}")
    assert (raised.request, raised.hand) == (PressedRequest(point.token), Hand(raised.cause, up=True))
    assert (lowered.request, lowered.hand) == (TypedRequest("withdraw"), Hand(raised.cause, up=False))


def test_very_many_choices_leave_room_for_words_and_for_an_edit() -> None:
    many = [Choice(f"1:abcdefgh::{n:087}", "x", sign=NEXT) for n in range(1000)]
    made = content(Document((Text("\N{WAVING HAND SIGN}" * 20_000),), choices=tuple(many)))
    assert len(json.dumps(made, ensure_ascii=False).encode()) <= MOST_BYTES
    assert [each.token for each in choices(made)] == [each.token for each in many[: len(made[FIELD])]]
    assert len(made[FIELD]) > 60
    assert len(made["body"]) > 1000


@pytest.mark.parametrize(
    "odd",
    [None, 3, "x", {}, [None, 3, [], "x"], [{}], [{"token": 3}], [{"token": ["1:a::join"]}],
     [{"token": "9:a::join"}], [{"token": "1:" + "x" * 200}]],
)  # fmt: skip
def test_odd_offers_are_none(odd: object) -> None:
    assert choices({FIELD: odd}) == []
    assert choices({FIELD: odd, "m.new_content": {"body": "now", FIELD: odd}}) == []
    assert choices({"m.new_content": odd}) == []


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
        first = await inbox.hears(f"matrix:{await person.say(chat, '1.')}")
        arabic = await inbox.hears(f"matrix:{await person.say(chat, ARABIC_ONE)}")
        beyond = await inbox.hears(f"matrix:{await person.say(chat, '7')}")
        number, words = [await inbox.hears(f"matrix:{await reply(venue, ana.id, chat, old, text)}")
                         for text in ("2", "I agree, mostly")]  # fmt: skip
    assert [first.request, arabic.request] == [PressedRequest(GROUP.token)] * 2
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


@pytest.mark.sockets
async def test_in_a_room_a_reply_takes_a_choice_by_its_number_and_talk_takes_none(venue: MatrixVenue) -> None:
    inbox, platform = Recorder(), venue.platform()
    async with running(platform, inbox):
        vera = await venue.person("Vera", moderator=True)
        room = venue.moderators_room.id
        card = await platform.post(venue.moderators_room, CARD, "card")
        for talk in ("Thank you", "2 of us agree", "99"):
            await reply(venue, vera.id, room, card, talk)
        number = await inbox.hears(f"matrix:{await reply(venue, vera.id, room, card, '3 I agree')}")
    assert number.request == PressedRequest(CHOICES[2].token, "I agree")
    assert len(inbox.handed) == 1
