"""What somebody wrote with its formatting: as text that is kept, and back, and cut without breaking any."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bot.domain.changing import replace
from bot.messages.document import Break, Code, Link, Node, Strong, Styled, Text, plain

MOST_DEPTH: Final = 8
"""Levels of formatting within each other; what is deeper loses it."""


def dumped(nodes: Sequence[Node]) -> str:
    """The nodes as text; of what is none of a person's formatting, the words."""
    return json.dumps([_dumped(node, MOST_DEPTH) for node in nodes], ensure_ascii=True)


def loaded(text: str, words: Callable[[str], str]) -> Iterator[Node]:
    """The nodes that were kept, each text of them made ready for its readers by `words`."""
    yield from _all(json.loads(text), words)


def cut(nodes: Sequence[Node], most: int) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """As many of the nodes as have no more than so many characters, and the rest, in the same formatting."""
    left, kept = most, list[Node]()
    for number, node in enumerate(nodes):
        size = len(plain((node,)))
        if size <= left:
            left -= size
            kept.append(node)
            continue
        before, after = _halves(node, left)
        return (*kept, *before), (*after, *nodes[number + 1 :])
    return tuple(kept), ()


def _halves(node: Node, most: int) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    match node:
        case Text(text) | Code(text):
            at = _between_words(text, most)
            halves = (replace(node, text=text[:at]), replace(node, text=text[at:]))
            return tuple(each for each in halves[:1] if each.text), (halves[1],)
        case Strong(children) | Styled(_, children):
            first, rest = cut(children, most)
            return (replace(node, children=first),) if first else (), (replace(node, children=rest),)
    return (), (node,)  # An address or a name stays whole.


def _between_words(text: str, most: int) -> int:
    """Where to cut, behind a space if there is one in the last third."""
    found = max(text.rfind(" ", 0, most), text.rfind("\n", 0, most)) + 1
    return found if found > most * 2 // 3 else most


def _dumped(node: Node, depth: int) -> list[object]:
    if depth == 0:
        return ["text", plain((node,))]
    match node:
        case Text(text):
            return ["text", text]
        case Code(text, block):
            return ["block" if block else "code", text]
        case Strong(children):
            return ["strong", [_dumped(each, depth - 1) for each in children]]
        case Styled(style, children):
            return [style, [_dumped(each, depth - 1) for each in children]]
        case Link(url, children) if _safe(url):
            return ["link", url, plain(children)]
        case Break():
            return ["break"]
    return ["text", plain((node,))]


def _safe(url: str) -> bool:
    """Whether it is an address as people share them; whatever it is called, its own words are shown."""
    web = url.lower().startswith(("https://", "http://"))
    return web and url.isprintable() and not any(character.isspace() for character in url)


def _loaded(part: list[object], words: Callable[[str], str]) -> tuple[Node, ...]:
    match part:
        case ["code" | "block" as kind, str(text)]:
            return (Code(words(text), kind == "block"),)
        case ["strong", list(children)]:
            return (Strong(_all(children, words)),)
        case ["emphasis" | "strike" | "spoiler" as style, list(children)]:
            return (Styled(style, _all(children, words)),)
        case ["link", str(url), str(text)]:
            shown = Link(url, (Text(url),))
            return (shown,) if text == url else (Text(words(f"{text}: ")), shown)
        case ["break"]:
            return (Break(),)
        case [_, str(text)]:
            return (Text(words(text)),)
    raise ValueError("no part of a text with its formatting")


def _all(parts: list[list[object]], words: Callable[[str], str]) -> tuple[Node, ...]:
    return tuple(node for part in parts for node in _loaded(part, words))
