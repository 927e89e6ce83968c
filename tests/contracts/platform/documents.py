"""Documents to send, and how to look for their words again."""

import unicodedata
from collections.abc import Iterable

from bot.messages.document import Document, Text
from tests.contracts.venue import Seen

HOSTILE = {
    "markup": "**bold** __under__ *it* _it_ ~~gone~~ ||spoiler|| `code` ```block``` "
    "[words](https://example.org/a_b) <b>bold</b> <script>x</script> "
    "&lt; &amp; \\* <https://a.org> <t:1:R> <a:b:1> :smile: $x$ {x}",
    "lines": "# head\n> quote\n- item\n1. item\n-# small\n    code\n---",
    "mentions": "@everyone @here @room @{name} <@{id}> <@!{id}> <@&{id}> @[{id}] <#{id}> "
    "https://matrix.to/#/{id} {id}",
    "backwards": "\u202eevil\u202c \u05d0\u05d1\u05d2 \u0627\u0628\u062a \u2067x",
    "terminal": "\x1b[31mred\x1b[0m \x07 [#room] Floor: \u0085x",
    "long": " ".join(f"word{number}" for number in range(560)),
}
"""Words that some platform would take for more than words; {id} and {name} are somebody in the room."""


def text(words: str, *, urgent: bool = False) -> Document:
    """Plain words."""
    return Document((Text(words),), urgent)


def squeezed(words: str) -> str:
    """Only what is seen: platforms may wrap, cut, and put invisible characters in between."""
    return "".join(c for c in words if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"})


def all_words(seen: Iterable[Seen]) -> str:
    """The visible characters of several messages, in order."""
    return squeezed("".join(message.text for message in seen))
