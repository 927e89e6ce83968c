"""People's text shows as they wrote it, and long documents lose nothing."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.outbound.markup import LIMIT, escaped, mentioned, parts
from bot.domain.identity import Identity, Place
from bot.messages.document import (
    Break,
    CommandNode,
    Document,
    Link,
    Mention,
    Node,
    RoomMention,
    Strong,
    Text,
    Time,
)
from tests.discord_server.reading import as_read
from tests.discord_server.world import World


def rendered(*nodes: Node) -> str:
    [text] = parts(Document(nodes))
    return text


def test_each_node_has_its_markup() -> None:
    at = datetime(2026, 6, 25, 15, 10, tzinfo=UTC)
    ana = Identity("discord", "42")
    assert rendered(Text("Now "), Strong((Text("Ana Lu"),)), Break(), CommandNode("identify cs ap")) == (
        "Now **Ana Lu**\n`/identify cs ap`"
    )
    assert rendered(Mention(ana, "Ana")) == "<@42>"
    assert rendered(Mention(Identity("matrix", "@ana:x"), "Ana_")) == "Ana\\_"
    assert rendered(RoomMention(Place("discord", "43"), "The hall")) == "<#43>"
    assert rendered(RoomMention(Place("discord", "43> @everyone"), "The_hall")) == "The\\_hall"
    assert rendered(RoomMention(Place("matrix", "!a:x"), "The hall")) == "The hall"
    assert rendered(Time(at, ZoneInfo("UTC"), "15:10 UTC")) == f"<t:{int(at.timestamp())}:t>"
    assert (
        rendered(Link("https://call.example/a_b", (Text("the call"),)))
        == "[the call](https://call.example/a_b)"
    )
    assert rendered(Link("https://x.example/", (Text("https://x.example/"),))) == "https://x.example/"


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("*loud* _soft_ ~~no~~ ||hidden||", "\\*loud\\* \\_soft\\_ \\~\\~no\\~\\~ \\|\\|hidden\\|\\|"),
        ("`code` \\", "\\`code\\` \\\\"),
        ("# Heading", "\\# Heading"),
        ("a\n> quoted\n- item\n1. one", "a\n\\> quoted\n\\- item\n1\\. one"),
        ("<@42> <@&7> <#9> <t:0:R>", "\\<@42> \\<@&7> \\<#9> \\<t\\:0:R>"),
        ("@everyone and @here", "@\u200beveryone and @\u200bhere"),
        ("[click](https://evil.example)", "\\[click\\](https://evil.example)"),
        ("https://x.example/a_b*c*", "https://x.example/a_b%2Ac%2A"),
        (":smile: at 15:10", "\\:smile: at 15:10"),
        ("Ana O'Neil, 5 > 3", "Ana O'Neil, 5 \\> 3"),
    ],
)
def test_nothing_in_a_text_acts_as_markup(written: str, sent: str) -> None:
    assert escaped(written) == sent
    assert rendered(Text(written)) == sent


def test_a_command_cannot_break_out_of_its_code() -> None:
    assert rendered(CommandNode("join `x` **y**")) == "`/join 'x' **y**`"


def test_a_link_that_is_no_web_address_is_only_shown() -> None:
    assert "](" not in rendered(Link("javascript:alert(1)", (Text("here"),)))
    assert (
        rendered(Link("https://x.example/(a b)", (Text("a]b"),))) == "[a\\]b](https://x.example/%28a%20b%29)"
    )


def test_only_mentions_of_this_platform_ping() -> None:
    ana, other = Identity("discord", "42"), Identity("matrix", "@b:x")
    document = Document((Strong((Mention(ana, "Ana"),)), Mention(other, "Bo"), Text("<@7>")))
    assert mentioned(document) == [ana]


def test_a_long_document_is_cut_between_lines_and_loses_nothing() -> None:
    lines = [f"{number} " + "word " * 30 for number in range(60)]
    nodes = [node for line in lines for node in (Text(line), Break())]
    cut = parts(Document(tuple(nodes)))
    assert len(cut) > 1
    assert all(len(part) <= LIMIT for part in cut)
    assert [line.strip() for part in cut for line in part.split("\n")] == [line.strip() for line in lines]


def test_one_long_line_is_cut_between_words_and_bold_stays_whole() -> None:
    [first, second] = parts(Document((Strong((Text("wörd " * 450),)),)))
    for part in (first, second):
        assert len(part) <= LIMIT
        assert part.startswith("**")
        assert part.endswith("**")
    assert (first + second).count("wörd") == 450


@pytest.mark.parametrize("start", ["", "http", "https://x.example/"])
def test_a_word_without_end_is_cut_too(start: str) -> None:
    cut = parts(Document((Text(start + "x" * 4500 + "*" * 3000),)))
    assert all(len(part) <= LIMIT for part in cut)
    assert "".join(cut).count("x") == 4500 + start.count("x")


@given(st.lists(st.text("ab19*_~`|<>[]()#-+.:@&t!\\ \n", max_size=40), min_size=2, max_size=2))
def test_whatever_is_written_is_what_is_read(texts: list[str]) -> None:
    plain, strong = texts
    document = Document((Text(plain), Break(), Strong((Text(strong), Break(), Text(plain)))))
    read = "".join(as_read(World(), part) for part in parts(document))
    assert "".join(read.split()) == "".join((plain + strong + plain).split())
