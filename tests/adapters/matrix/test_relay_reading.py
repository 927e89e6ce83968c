"""What people write on Matrix as nodes: shown as clients show it, and nothing in it acts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.matrix.api import Json
from adapters.matrix.outbound.markup import MOST_BYTES, content, fits
from adapters.matrix.outbound.sender import KEY
from adapters.matrix.relay.hearing import Listening
from adapters.matrix.relay.reading import nodes
from bot.domain.identity import Identity, Place
from bot.messages.document import Break, Code, Document, Link, Mention, Node, Strong, Styled, Text, plain
from bot.messages.rich import dumped, loaded
from bot.ports.relay import Extra, Talk

ROOM, ME, ANA = Place("matrix", "!room:example.org"), "@bot:example.org", "@ana:example.org"
NEW: Json = {"msgtype": "m.text", "body": "changed"}
CASES: dict[str, tuple[Node, ...]] = {
    "<strong>b</strong><em>i</em><del>s</del>": (
        Strong((Text("b"),)),
        Styled("emphasis", (Text("i"),)),
        Styled("strike", (Text("s"),)),
    ),
    "<span data-mx-spoiler>x</span>": (Styled("spoiler", (Text("x"),)),),
    "<pre><code>a\n  b</code></pre>": (Code("a\n  b", block=True),),
    "<p>one</p><p>two</p>": (Text("one"), Break(), Text("two")),
    "a<br>b": (Text("a"), Break(), Text("b")),
    "<ul><li>x</li><li>y</li></ul>": (Text("• "), Text("x"), Break(), Text("• "), Text("y")),
    "<mx-reply><blockquote>old</blockquote></mx-reply>new": (Text("new"),),
    '<a href="https://matrix.to/#/@li:e.org">Li</a>': (Mention(Identity("matrix", "@li:e.org"), "Li"),),
    '<a href="https://e.org">here</a>': (Link("https://e.org", (Text("here"),)),),
    "<strong>never closed": (Strong((Text("never closed"),)),),
    "<script>x</script>": (Text("x"),),
    '<img src="mxc://x" alt=":cat:">': (Text(":cat:"),),
    "&lt;b&gt;": (Text("<b>"),),
    "a<!-- not said -->b": (Text("a"), Text("b")),
    "1 < 2 <- x, <2 and <": (Text("1 < 2 <- x, <2 and <"),),
    "<A HREF='https://e.org?a=1&amp;b' title=\"a>b\">x</A >": (Link("https://e.org?a=1&b", (Text("x"),)),),
}


@pytest.mark.parametrize("html", CASES)
def test_html_is_read_as_clients_show_it(html: str) -> None:
    said = {"body": "fallback", "format": "org.matrix.custom.html", "formatted_body": html}
    assert nodes(said) == CASES[html]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "again", ["<a ", "<a/", "<a a=\"'<", "<a href='", "<!--", "</", "<a a=", '<a "', "&#", "<"]
)
def test_odd_markup_is_read_at_once(again: str) -> None:
    html = again * (40_000 // len(again))
    nodes({"body": "x", "format": "org.matrix.custom.html", "formatted_body": html})


HOSTILE = st.lists(
    st.sampled_from(
        ["<b>", "</b>", "<a href='", "'>", "<pre>", "<code>", "</code>", "<li>", "<p>", "&lt;", "&#x202e;",
         "<!--", "@room", "\n", " ", "a", "<mx-reply>", "</mx-reply>", "<img alt=x>", "<blockquote>", "</p>"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(HOSTILE)
def test_whatever_is_written_is_kept_and_shown_again(html: str) -> None:
    said = {"body": "fallback", "format": "org.matrix.custom.html", "formatted_body": html}
    kept = tuple(loaded(dumped(nodes(said)), str))
    shown = content(Document(kept))
    assert shown["m.mentions"] == {}
    assert "<script" not in str(shown.get("formatted_body"))


def test_sixty_kilobytes_and_a_thousand_elements_are_read_and_fit() -> None:
    for html in ("x" * 60_000, "<b>" * 20_000 + "x", "<p>" * 1000 + "x"):
        said = {"body": "x", "format": "org.matrix.custom.html", "formatted_body": html}
        assert plain(nodes(said)).strip("\n")
    assert not fits(Document((Text("x" * 60_000),)))
    assert MOST_BYTES < 60_000


def event(content: Json, kind: str = "m.room.message", sender: str = ANA) -> Json:
    return {"event_id": "$1", "sender": sender, "type": kind, "content": content}


def talk(content: Json, kind: str = "m.room.message", sender: str = ANA) -> Talk | None:
    return Listening({ROOM}).talk(event(content, kind, sender), ROOM, ME, sealed=False)


@pytest.mark.parametrize(
    ("content", "sender"),
    [
        ({"msgtype": "m.notice", "body": "from a bot"}, ANA),
        ({"msgtype": "m.text", "body": "from another Evenfloor", KEY: "abc"}, ANA),
        ({"msgtype": "m.text", "body": "from me"}, ME),
        ({"msgtype": "m.text"}, ANA),
        ({"msgtype": ["m.text"], "body": {"a": 1}, "m.relates_to": "x"}, ANA),
        ({"m.relates_to": {"rel_type": "m.replace", "event_id": 7}, "m.new_content": "x"}, ANA),
        *(
            ({"m.relates_to": {"rel_type": "m.replace", "event_id": id}, "m.new_content": NEW}, ANA)
            for id in ("$1\x00", "$1\ud800", "$" * 256)
        ),
    ],
)
def test_what_no_person_says_here_goes_nowhere(content: Json, sender: str) -> None:
    assert talk(content, sender=sender) is None


def test_what_is_no_text_is_a_word() -> None:
    poll = {"m.poll.start": {"question": {"m.text": [{"body": "When?"}]}}}
    picture = {"msgtype": "m.image", "body": "cat.png", "url": "mxc://x"}
    for said, kind, extra in (
        (picture, "m.room.message", Extra("file", "cat.png", "file")),
        ({"body": "wave"}, "m.sticker", Extra("sticker", "wave")),
        (poll, "m.poll.start", Extra("poll", "When?")),
    ):
        found = talk(said, kind)
        assert found is not None
        assert found.extras == (extra,)
        assert not found.nodes


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("> <@li:e.org> old words\n> and more\n\nnew\n> kept", "new\n> kept"),
        ("> * <@li:e.org> waves\n\nnew", "new"),
        ("> my own quotation\n\nnew", "> my own quotation\n\nnew"),
        ("> <@li:e.org> nothing else", "> <@li:e.org> nothing else"),
    ],
)
def test_older_clients_quotes_do_not_go_across(body: str, said: str) -> None:
    relation = {"m.in_reply_to": {"event_id": "$1"}}
    found = talk({"msgtype": "m.text", "body": body, "m.relates_to": relation})
    assert found is not None
    assert plain(found.nodes) == said


@pytest.mark.parametrize(
    "relation",
    [
        {"rel_type": "m.thread", "event_id": "$" + "x" * 300},
        {"rel_type": "m.thread", "event_id": 7, "is_falling_back": True, "m.in_reply_to": {"event_id": "$1"}},
        {"rel_type": "m.thread", "m.in_reply_to": "$1"},
        {"m.in_reply_to": {"event_id": ["$1"]}},
        {"m.in_reply_to": {"event_id": "$1\x00"}},
        {"m.in_reply_to": {"event_id": "$1\ud800"}},
    ],
)
def test_odd_answers_answer_nothing(relation: Json) -> None:
    found = talk({"msgtype": "m.text", "body": "x", "m.relates_to": relation})
    assert found is not None
    assert found.reply_to == ""


def test_elsewhere_nothing_is_heard() -> None:
    said = event({"msgtype": "m.text", "body": "hello"})
    assert Listening(set()).talk(said, ROOM, ME, sealed=False) is None
