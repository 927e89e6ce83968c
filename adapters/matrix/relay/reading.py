"""What somebody wrote on Matrix, as nodes: the HTML that clients write, of which nothing acts here."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, Final
from urllib.parse import unquote

from bot.domain.identity import Identity
from bot.messages.document import Break, Code, Link, Mention, Node, Strong, Styled, Text, plain

LONGEST: Final = 40_000
"""Characters of a message that are read; what goes across is shorter."""
_DEEPEST: Final = 30
"""Elements within each other; what is deeper is read as words alone."""
_QUOTE: Final = re.compile(r"\A> (?:\* )?<@[^>\n]{1,255}>.*\n(?:>.*\n)*\n?")
"""What older clients put before a reply: the words that it answers, which are to go when those go."""
_PERSON: Final = re.compile(r"https?://matrix\.to/#/(@[^?/]{1,255})")
_TOKEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<ends>/?)(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])(?P<rest>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>",
    re.DOTALL,
)
"""A comment or a tag; what is none of them is words. No sign is looked at more than a few times.

Python's own reader of HTML takes a minute for an odd message, in which nothing else happens.
"""
_ATTRIBUTE: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?")
_HEADINGS: Final = frozenset(f"h{level}" for level in range(1, 7))
_SPACED: Final = frozenset(("p", "div", "ul", "ol", "li", "blockquote", "pre", "table", "tr")) | _HEADINGS
_STRONG: Final = frozenset(("strong", "b", "u")) | _HEADINGS
_EMPHASIS: Final = frozenset(("em", "i"))
_STRIKE: Final = frozenset(("del", "s", "strike"))
_CODE: Final = frozenset(("pre", "code"))


def nodes(content: Mapping[str, Any]) -> tuple[Node, ...]:
    """The words of a message, formatted if they are."""
    formatted, body = content.get("formatted_body"), content.get("body")
    if content.get("format") == "org.matrix.custom.html" and isinstance(formatted, str):
        found = _read(formatted[:LONGEST])
        if plain(found).strip():
            return found
    return tuple(_lines(_QUOTE.sub("", body[:LONGEST]))) if isinstance(body, str) else ()


def _read(formatted: str) -> tuple[Node, ...]:
    reader, at = _Reader(), 0
    for token in _TOKEN.finditer(formatted):
        reader.words(unescape(formatted[at : token.start()]))
        at = token.end()
        if token["tag"] is not None:
            tag = token["tag"].lower()
            if token["ends"]:
                reader.ends(tag)
            else:
                reader.begins(tag, _attributes(token["rest"]))
    reader.words(unescape(formatted[at:]))
    return reader.finished()


def _attributes(rest: str) -> Mapping[str, str]:
    return {name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(rest)}


def _lines(text: str) -> Iterator[Node]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Break()
        if line:
            yield Text(line)


class _Level:
    """What has been read of one element."""

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.nodes: list[Node] = []


class _Reader:
    """Keeps a level for each open element; one that is closed becomes nodes of the level around it."""

    def __init__(self) -> None:
        self._levels = [_Level("", {})]

    def finished(self) -> tuple[Node, ...]:
        """All of it, with whatever was left open closed."""
        while len(self._levels) > 1:
            self._close()
        found = self._levels[0].nodes
        while found and found[-1] == Break():
            found.pop()
        return tuple(found)

    def begins(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A level, or a whole element by itself."""
        if tag == "br":
            self._add(Break())
        elif tag == "img":
            self._add(Text(attributes.get("alt") or attributes.get("title") or "…"))
        elif tag != "hr" and len(self._levels) <= _DEEPEST:
            if tag in _SPACED:
                self._break()
            self._levels.append(_Level(tag, attributes))
            if tag == "li":
                self._add(Text("• "))

    def ends(self, tag: str) -> None:
        """An element, with whatever was left open in it."""
        if tag in [level.tag for level in self._levels[1:]]:
            while self._levels[-1].tag != tag:
                self._close()
            self._close()

    def words(self, data: str) -> None:
        """White space is one space, but in code."""
        if data and any(level.tag in _CODE for level in self._levels):
            self._add(Text(data))
            return
        text = re.sub(r"\s+", " ", data)
        if text and (text != " " or self._levels[-1].nodes):
            self._add(Text(text))

    def _break(self) -> None:
        so_far = self._levels[-1].nodes
        if so_far and so_far[-1] != Break():
            self._add(Break())

    def _add(self, node: Node) -> None:
        self._levels[-1].nodes.append(node)

    def _close(self) -> None:
        level = self._levels.pop()
        for node in _element(level):
            self._add(node)
        if level.tag in _SPACED and level.nodes:
            self._break()


def _element(level: _Level) -> tuple[Node, ...]:
    inner, tag = tuple(level.nodes), level.tag
    if tag == "mx-reply" or not inner:
        return ()
    if tag in _STRONG:
        return (Strong(inner),)
    if tag in _EMPHASIS or tag in _STRIKE:
        return (Styled("emphasis" if tag in _EMPHASIS else "strike", inner),)
    if tag in _CODE:
        return (Code(plain(inner).strip("\n"), block=tag == "pre"),)
    if "data-mx-spoiler" in level.attributes:
        return (Styled("spoiler", inner),)
    if tag == "a":
        return (_link(level.attributes.get("href") or "", inner),)
    return (Text("> "), *inner) if tag == "blockquote" else inner


def _link(href: str, inner: tuple[Node, ...]) -> Node:
    person = _PERSON.match(unquote(href))
    return Mention(Identity("matrix", person[1]), plain(inner)) if person else Link(href, inner)
