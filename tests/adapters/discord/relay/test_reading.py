"""Discord's Markdown as nodes, and back: what it shows is shown, and nothing in it acts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.outbound.markup import LIMIT, parts
from adapters.discord.relay.reading import nodes
from bot.domain.identity import Identity
from bot.messages.document import Break, Code, Document, Link, Mention, Node, Strong, Styled, Text, plain
from bot.messages.rich import cut, dumped, loaded

NAMES = {"1": "Ana", "2": "staff", "3": "hall"}
CASES: dict[str, tuple[Node, ...]] = {
    "plain": (Text("plain"),),
    "**bold** __also__": (Strong((Text("bold"),)), Text(" "), Strong((Text("also"),))),
    "*it* _it_": (Styled("emphasis", (Text("it"),)), Text(" "), Styled("emphasis", (Text("it"),))),
    "~~no~~ ||psst||": (Styled("strike", (Text("no"),)), Text(" "), Styled("spoiler", (Text("psst"),))),
    "`a*b*`": (Code("a*b*"),),
    "```py\nx = 1\n# y\n```": (Code("x = 1\n# y", block=True),),
    "two\nlines": (Text("two"), Break(), Text("lines")),
    "# Title": (Strong((Text("Title"),)),),
    "[here](https://e.org)": (Link("https://e.org", (Text("here"),)),),
    "<@1> <@&2> <#3>": (
        Mention(Identity("discord", "1"), "Ana"),
        Text(" "),
        Text("@staff"),
        Text(" "),
        Text("#hall"),
    ),
    "<:wave:5> </join:7> <t:0:R>": (Text(":wave:"), Text(" "), Text("/join"), Text(" "), Text("<t:0:R>")),
    r"\*not\*": (Text("*not*"),),
    "\ue000<@1>\ue001": (Mention(Identity("discord", "1"), "Ana"),),
    "<b>x</b>": (Text("<b>x</b>"),),
}


@pytest.mark.parametrize("text", CASES)
def test_what_discord_shows_is_read(text: str) -> None:
    found = nodes(text, NAMES)
    assert plain(found) == plain(CASES[text])
    assert [node for node in found if not isinstance(node, Text)] == [
        node for node in CASES[text] if not isinstance(node, Text)
    ]


HOSTILE = st.lists(
    st.sampled_from(
        ["**", "*", "_", "`", "```", "||", "~~", "[a](", ")", "<@1>", "<@", ">", "@everyone", "\\", "\n",
         "# ", "\ue000", "\ue005", "a", " ", "\u202e", "https://e.org", "\u05d0"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(HOSTILE)
def test_whatever_is_written_is_kept_and_shown_again(text: str) -> None:
    found = nodes(text, NAMES)
    kept = tuple(loaded(dumped(found), str))
    assert "@everyone" not in re.sub(r"https?://\S+", "", "".join(parts(Document(kept))))
    assert all(len(part) <= LIMIT for part in parts(Document(kept)))
    assert not any(0xE000 <= ord(character) < 0xF900 for character in plain(kept))


@given(HOSTILE, st.integers(1, 40))
def test_what_is_cut_is_all_there(text: str, most: int) -> None:
    found = nodes(text, NAMES)
    first, rest = cut(found, most)
    assert plain(first) + plain(rest) == plain(found)
    assert len(plain(first)) <= most
