"""Nobody's words look like another copy: only there a platform stands in brackets behind a name."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Final

from bot.domain.changing import replace
from bot.domain.looks import alike
from bot.messages.document import Code, Link, Node, Strong, Styled, Text

_PLATFORMS: Final = ("Discord", "Matrix")
_FEWEST, _MOST = 4, 12
"""Letters of what could be taken for one of them."""


def _all_of(category: str) -> str:
    return "".join(each for each in map(chr, range(0x10000)) if unicodedata.category(each) == category)


@cache
def _bracketed() -> tuple[re.Pattern[str], Mapping[int, str]]:
    """What stands in brackets of any script, and words without them."""
    opens, closes = _all_of("Ps"), _all_of("Pe")
    both = re.escape(opens + closes)
    inside = re.compile(f"[{re.escape(opens)}]([^{both}]{{1,60}})[{re.escape(closes)}]")
    return inside, dict.fromkeys(map(ord, opens + closes), " ")


def unlike(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The same words with square brackets there, however they are spelled, and whatever stands in bold."""
    bracketed, without = _bracketed()
    read = bracketed.sub(_squared, "".join(_read(nodes, without)))
    return tuple(_said_again(nodes, iter(read)))


def _squared(found: re.Match[str]) -> str:
    letters = sum(each.isalnum() for each in found[1])
    if not _FEWEST <= letters <= _MOST or not any(alike(found[1], each) for each in _PLATFORMS):
        return found[0]
    return f"[{found[1]}]"


def _read(nodes: Sequence[Node], without: Mapping[int, str]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text(text):
                yield text
            case Code(text):
                yield text.translate(without)  # It looks like code, and stays as it is.
            case Strong(children) | Styled(_, children) | Link(_, children):
                yield from _read(children, without)


def _said_again(nodes: Sequence[Node], read: Iterator[str]) -> Iterator[Node]:
    for node in nodes:
        match node:
            case Text(text):
                yield Text("".join(islice(read, len(text))))
            case Code(text):
                yield node
                next(islice(read, len(text), len(text)), None)
            case Strong(children) | Styled(_, children) | Link(_, children):
                yield replace(node, children=tuple(_said_again(children, read)))
            case _:
                yield node
