"""Documents as Matrix shows them."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from adapters.matrix.outbound.markup import MOST_BYTES, content, html, replacement
from bot.domain.identity import Identity, Place
from bot.messages.document import Break, CommandNode, Document, Link, Mention, RoomMention, Strong, Text, Time

ANA = Identity("matrix", "@ana:example.org")


def test_every_node() -> None:
    nodes = (
        Strong((Text("Now"), Text(":"))),
        Break(),
        Mention(ANA, "Ana"),
        Text(" at "),
        Time(datetime(2026, 11, 24, 15, 10, tzinfo=UTC), ZoneInfo("UTC"), "15:10 UTC"),
        CommandNode("identify cs ap"),
        Link("https://example.org/?a=1&b=2", (Text("call"),)),
    )
    made = content(Document(nodes))
    assert made["body"] == "Now:\nAna at 15:10 UTC!identify cs apcall (https://example.org/?a=1&b=2)"
    assert made["formatted_body"] == (
        "<strong>Now:</strong><br>"
        '<a href="https://matrix.to/#/@ana:example.org">Ana</a> at 15:10 UTC'
        "<code>!identify cs ap</code>"
        '<a href="https://example.org/?a=1&amp;b=2">call</a>'
    )
    assert made["m.mentions"] == {"user_ids": [ANA.id]}


def test_a_room_is_a_link_into_it() -> None:
    there = html((RoomMention(Place("matrix", "!a b:example.org"), "<Hall>"),))
    assert there == '<a href="https://matrix.to/#/!a%20b:example.org">&lt;Hall&gt;</a>'
    assert html((RoomMention(Place("discord", "7"), "<Hall>"),)) == "&lt;Hall&gt;"


def test_no_text_acts_as_markup() -> None:
    evil = '<img src=x onerror="alert(1)">&amp;'
    escaped = "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;amp;"
    assert html((Text(evil),)) == escaped
    assert html((CommandNode(evil),)) == f"<code>!{escaped}</code>"
    assert html((Mention(Identity("discord", "7"), evil),)) == escaped
    assert html((Link('https://x/"><b>', (Text("x"),)),)) == '<a href="https://x/&quot;&gt;&lt;b&gt;">x</a>'
    assert html((Link("javascript:alert(1)", (Text("x"),)),)) == "x"
    assert html((Mention(Identity("matrix", '@"><b>:x'), "x"),)) == (
        '<a href="https://matrix.to/#/@%22%3E%3Cb%3E:x">x</a>'
    )
    assert html((Text("two\nlines"),)) == "two<br>lines"


def test_people_of_other_platforms_are_named_but_not_pinged() -> None:
    nodes = (Mention(Identity("discord", "7"), "Bo"), Strong((Mention(ANA, "Ana"), Mention(ANA, "Ana"))))
    assert content(Document(nodes, urgent=True))["m.mentions"] == {"user_ids": [ANA.id]}
    assert content(Document((Text("@ana:example.org @room"),)))["m.mentions"] == {}


def test_nothing_grows_beyond_an_event() -> None:
    for words in ("x" * 100_000, "é" * 50_000, "<" * 50_000, '"' * 50_000):
        made = replacement(Document((Text(words),)), "$e")
        assert len(json.dumps(made, ensure_ascii=False).encode()) < 2 * MOST_BYTES + 1000
