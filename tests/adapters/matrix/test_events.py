"""What an event means, from its JSON alone."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.matrix.inbound.addressing import Bot
from adapters.matrix.inbound.events import (
    Reaction,
    Reply,
    Sealed,
    TextMessage,
    TookBack,
    Unsaid,
    heard,
    own_member,
    sound,
)
from bot.commands.input.parsing import is_command
from bot.commands.table import commands

TABLE = commands()


def knows(text: str) -> bool:
    return is_command(TABLE, text)


BOT = Bot("@bot:x", "Even.floor", knows)
TO = "https://matrix.to/#/@bot:x"
PILL = {"format": "org.matrix.custom.html", "formatted_body": f'<a href="{TO}">The Floor</a>: join'}
ASKED = {"m.mentions": {"user_ids": ["@bot:x"]}}


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
        ("even.floor join", "join"),
        ("Even.floor join I think so", "join I think so"),
        ("Even.floor is nice", None),
        ("Even.floor's queue", None),
        ("Even.floors: join", None),
        ("Even.floor\uff1a join", "join"),
        ("Even.floor! !join", "join"),
        ("Even.floor", "help"),
        ("@bot:x", "help"),
        ("@bot:x what is this", "what is this"),
        ("@bot:xy: join", None),
        (f"[@bot:x]({TO}) join", "join"),
        (f"[Even.floor](<{TO}>): q+", "q+"),
        (f'"Even.floor" ({TO}) join', "join"),
        (f'<a data-mention-type="user" href="{TO}" contenteditable="false">Even</a> join', "join"),
        (f"{TO} join", "join"),
        ("https://matrix.to/#/%40bot%3Ax?via=x join", "join"),
        ("matrix:u/bot:x?action=chat join", "join"),
        ("[Ana](https://matrix.to/#/@ana:x) join", None),
        ("join @bot:x", None),
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
    assert heard(message(": join"), Bot("@bot:x", "", knows), direct=False) is None
    assert heard(message(": join", **ASKED), Bot("@bot:x", "", knows), direct=False) is None


@pytest.mark.parametrize(
    ("body", "more", "text"),
    [
        ("The Floor: join", PILL, "join"),
        ("The Floor join", PILL, "join"),
        ("@The Floor, what is this", PILL, "what is this"),
        ("Even.floor what is this", {}, "what is this"),
        ("join, Even.floor!", {}, "join"),
        ("join @bot:x", {}, "join"),
        ("identify cs af The Floor", PILL, "identify cs af"),
        (f"join I think so [x]({TO})", {}, "join I think so"),
        ("join", {}, "join"),
        ("done.", {}, "done."),
        ("join us tomorrow", {}, None),
        ("we thank Even.floor", {}, None),
        ("great", {}, None),
        ("!join us all", {}, "join us all"),
    ],
)
def test_a_mention_addresses_the_bot_wherever_the_client_puts_it(
    body: str, more: dict[str, object], text: str | None
) -> None:
    said = message(body, **ASKED, **more)
    assert heard(said, BOT, direct=False) == (text and TextMessage(text))


def test_whom_others_mention_is_not_addressed() -> None:
    others = {"m.mentions": {"user_ids": ["@ana:x"]}}
    for mentions in (others, {"m.mentions": {"user_ids": "@bot:x"}}, {"m.mentions": 7}):
        assert heard(message("The Floor: join", **mentions, **PILL), BOT, direct=False) is None


def test_in_a_direct_chat_the_name_may_stand_before_or_not() -> None:
    for body in ("join", "Even.floor: join", "Even.floor join", f"[x]({TO}) join", "join Even.floor"):
        said = heard(message(body, **ASKED), BOT, direct=True)
        assert said == TextMessage("join"), body
    assert heard(message("Even.floor is nice"), BOT, direct=True) == TextMessage("is nice")


def edit(body: object, of: object = "$0", **more: object) -> dict[str, Any]:
    new = {"msgtype": "m.text", "body": body, **more}
    relation = {"rel_type": "m.replace", "event_id": of}
    return message(f"* {body}", **{"m.new_content": new, "m.relates_to": relation})


def test_an_edit_is_read_as_it_stands_now() -> None:
    assert heard(edit("!join"), BOT, direct=False) == TextMessage("join", edits="$0")
    assert heard(edit("The Floor join", **ASKED, **PILL), BOT, direct=False) == TextMessage(
        "join", edits="$0"
    )
    assert heard(edit("join"), BOT, direct=True) == TextMessage("join", edits="$0")
    for talk in (edit("hello"), edit(None)):
        assert heard(talk, BOT, direct=False) == Unsaid("$0"), "whatever it was before"
    for odd in (edit("!join", of=7), edit("!join") | {"content": {"m.new_content": []}}):
        found = heard(odd, BOT, direct=False)
        assert found is None or found == TextMessage("join")


@given(
    st.text(max_size=60) | st.sampled_from(("<a " * 20_000, "[" * 60_000, f"[x]({TO}" * 3_000, "@" * 60_000)),
    st.booleans(),
)
def test_whatever_is_written_is_read_in_no_time(body: str, direct: bool) -> None:
    began = time.process_time()
    heard(message(body, formatted_body=body, **ASKED), BOT, direct=direct)
    assert time.process_time() - began < 1


def test_replies_count_without_what_they_quote() -> None:
    reply = {"m.relates_to": {"m.in_reply_to": {"event_id": "$0"}}}
    told = heard(message("> !old\n> more\n\n!join", **reply), BOT, direct=False)
    assert told == TextMessage("join", reply_to="$0")
    assert heard(message("> !old", **reply), BOT, direct=False) is None
    assert heard(message("> !old\n\n2", **reply), BOT, direct=False) == Reply("2", "$0")


def test_reactions_and_removals() -> None:
    hand = {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$9", "key": "✋"}}
    for direct in (False, True):
        assert heard(event("m.reaction", hand), BOT, direct=direct) == Reaction("$9", "✋")
    for key in ("✋", "\U0001f91a\U0001f3ff", "\U0001f590\ufe0f", "\U0001f64b\u200d\u2642\ufe0f"):
        assert Reaction("$9", key).hand
    for key in ("\U0001f44b", "\U0001f44d", "\u270bno"):
        assert not Reaction("$9", key).hand
    for key in ("", "x" * 65):
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
