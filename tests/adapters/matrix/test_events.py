"""What an event means, from its JSON alone."""

from typing import Any

import pytest

from adapters.matrix.inbound.events import (
    Bot,
    RaisedHand,
    Sealed,
    TextMessage,
    TookBack,
    heard,
    own_member,
    sound,
)

BOT = Bot("@bot:x", "Even.floor")


def event(kind: str, content: object, **more: object) -> dict[str, Any]:
    return {"type": kind, "sender": "@ana:x", "event_id": "$1", "content": content, **more}


def message(body: object, **more: object) -> dict[str, Any]:
    return event("m.room.message", {"msgtype": "m.text", "body": body, **more})


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("!join", "join"),
        ("Even.floor: join", "join"),
        ("@even.floor, q+", "q+"),
        ("@bot:x: !join", "join"),
        ("Evenxfloor: join", None),
        ("even.floor join", None),
        ("\uff01join", "join"),
        ("q\uff0b", "q\uff0b"),
        ("\U0001f64b\U0001f3fd\u200d\u2640\ufe0f", "\U0001f64b\U0001f3fd\u200d\u2640\ufe0f"),
        ("\u270b I saw that", None),
        ("join", None),
        (7, None),
    ],
)
def test_messages_in_a_room(body: object, text: str | None) -> None:
    assert heard(message(body), BOT, direct=False) == (text and TextMessage(text))


def test_a_bot_without_a_name() -> None:
    assert heard(message(": join"), Bot("@bot:x", ""), direct=False) is None


def test_replies_count_without_what_they_quote() -> None:
    reply = {"m.relates_to": {"m.in_reply_to": {"event_id": "$0"}}}
    assert heard(message("> !old\n> more\n\n!join", **reply), BOT, direct=False) == TextMessage("join")
    assert heard(message("> !old", **reply), BOT, direct=False) is None


def test_reactions_and_removals() -> None:
    hand = {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$9", "key": "✋"}}
    assert heard(event("m.reaction", hand), BOT, direct=False) == RaisedHand("$9")
    assert heard(event("m.reaction", hand), BOT, direct=True) is None
    for key in ("\U0001f91a\U0001f3ff", "\U0001f590\ufe0f", "\U0001f64b\u200d\u2642\ufe0f"):
        hand["m.relates_to"]["key"] = key
        assert heard(event("m.reaction", hand), BOT, direct=False) == RaisedHand("$9")
    for key in ("\U0001f44b", "\U0001f44d", "\u270bno", ""):
        hand["m.relates_to"]["key"] = key
        assert heard(event("m.reaction", hand), BOT, direct=False) is None
    assert heard(event("m.room.redaction", {}, redacts="$9"), BOT, direct=False) == TookBack("$9")
    assert heard(event("m.room.redaction", {"redacts": "$8"}), BOT, direct=False) == TookBack("$8")


def test_sealed_messages() -> None:
    assert heard(event("m.room.encrypted", {"ciphertext": "?"}), BOT, direct=False) == Sealed()
    assert heard(event("m.room.encrypted", {}) | {"sender": BOT.id}, BOT, direct=False) is None


@pytest.mark.parametrize("content", [None, [], "x", {}, {"m.relates_to": 3}, {"m.relates_to": {"key": 1}}])
@pytest.mark.parametrize("kind", ["m.room.message", "m.reaction", "m.room.redaction", "m.strange", None])
def test_nonsense_is_passed_over(content: object, kind: str) -> None:
    assert heard(event(kind, content), BOT, direct=False) is None


@pytest.mark.parametrize("target", ["$" + "x" * 255, "", "$a\nb", "$\ud800", 5])
def test_ids_that_no_homeserver_can_look_up(target: object) -> None:
    hand = {"m.relates_to": {"rel_type": "m.annotation", "event_id": target, "key": "✋"}}
    assert heard(event("m.reaction", hand), BOT, direct=False) is None
    assert heard(event("m.room.redaction", {}, redacts=target), BOT, direct=False) is None


def test_what_was_taken_back_before_it_was_read() -> None:
    gone = {"unsigned": {"redacted_because": {"type": "m.room.redaction"}}}
    assert heard(event("m.room.encrypted", {}, **gone), BOT, direct=False) is None
    assert heard(message("!join") | gone, BOT, direct=False) is None


@pytest.mark.parametrize(
    "unsigned", [None, 5, [], {"prev_content": None}, {"prev_content": {"membership": []}}]
)
def test_the_bots_own_coming_is_seen_whatever_stands_beside_it(unsigned: object) -> None:
    came = event("m.room.member", {"membership": "join"}, state_key=BOT.id, unsigned=unsigned)
    found = own_member(came, BOT.id)
    assert found
    assert found[1] == "join"


@pytest.mark.parametrize(
    "change",
    [
        {"event_id": 5}, {"event_id": ""}, {"event_id": "$" + "x" * 255}, {"sender": None}, {"type": {}},
        {"origin_server_ts": "1"}, {"origin_server_ts": -1}, {"origin_server_ts": 1.5},
        {"origin_server_ts": 10**18}, {"origin_server_ts": None},
    ],
)  # fmt: skip
def test_events_without_what_each_event_has(change: dict[str, object]) -> None:
    whole = message("!join") | {"origin_server_ts": 1_795_000_000_000}
    assert sound(whole)
    assert not sound(whole | change)
