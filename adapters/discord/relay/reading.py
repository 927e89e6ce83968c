"""What somebody wrote on Discord, as nodes: its Markdown, and what Discord shows in place of ids."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.domain.identity import Identity
from bot.messages.document import Break, Code, Link, Mention, Node, Strong, Styled, Text, plain

_PARTS: Final = re.compile(r"```(?:[\w+-]*\n)?(?P<block>.+?)```|\|\|(?P<hidden>.+?)\|\|", re.DOTALL)
_IDS: Final = re.compile(
    r"<@!?(?P<person>\d{1,20})>|<@&(?P<role>\d{1,20})>|<#(?P<channel>\d{1,20})>"
    r"|<a?:(?P<emoji>\w{1,32}):\d{1,20}>|<t:(?P<time>-?\d{1,12})(?::\w)?>|</(?P<command>[^:>]{1,100}):\d{1,20}>"
)
_HEADING: Final = re.compile(r"(?m)^(?:#{1,3}|-#) +(.+)$")
_FIRST: Final = 0xE000
"""From here on characters stand for what Discord shows in place of an id; nobody else's are let in."""
_MOST: Final = 4_000
"""Such things in a message; Discord's longest message has room for no more."""
_PRIVATE: Final = dict.fromkeys(range(_FIRST, 0xF900))
_RULES: Final = ("newline", "emphasis", "strikethrough", "backticks", "link", "escape")
_MARKDOWN: Final = MarkdownIt("zero").enable(_RULES)


def nodes(content: str, names: Mapping[str, str]) -> tuple[Node, ...]:
    """The message as nodes; `names` are those of people, roles and channels in it, by id."""
    return tuple(_blocks(content.translate(_PRIVATE), names))


def _blocks(content: str, names: Mapping[str, str]) -> Iterator[Node]:
    at = 0
    for found in _PARTS.finditer(content):
        yield from _inline(content[at : found.start()], names)
        at = found.end()
        if found["block"] is not None:
            yield Code(found["block"].strip("\n"), block=True)
        else:
            yield Styled("spoiler", tuple(_inline(found["hidden"], names)))
    yield from _inline(content[at:], names)


def _inline(text: str, names: Mapping[str, str]) -> Iterator[Node]:
    stand_ins: list[Node] = []

    def stand_in(found: re.Match[str]) -> str:
        if len(stand_ins) >= _MOST:
            return found[0]
        stand_ins.append(_shown(found, names))
        return chr(_FIRST + len(stand_ins) - 1)

    text = _HEADING.sub(r"**\1**", _IDS.sub(stand_in, text))
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Break()
        parsed = _MARKDOWN.parseInline(line)[0].children or ()
        yield from _read(iter(parsed), stand_ins)


def _shown(found: re.Match[str], names: Mapping[str, str]) -> Node:
    kind, value = str(found.lastgroup), found[str(found.lastgroup)]
    match kind:
        case "person":
            return Mention(Identity("discord", value), names.get(value, ""))
        case "role":
            return Text(f"@{names.get(value, '…')}")
        case "channel":
            return Text(f"#{names.get(value, '…')}")
        case "emoji":
            return Text(f":{value}:")
        case "command":
            return Text(f"/{value}")
    return Text(found[0])


def _read(tokens: Iterator[Token], stand_ins: Sequence[Node]) -> Iterator[Node]:
    """The nodes of one level, up to the token that closes it."""
    for token in tokens:
        match token.type:
            case "softbreak" | "hardbreak":
                yield Break()
            case "code_inline":
                yield Code(plain(tuple(_filled(token.content, stand_ins))))
            case "strong_open":
                yield Strong(tuple(_read(tokens, stand_ins)))
            case "em_open":
                yield Styled("emphasis", tuple(_read(tokens, stand_ins)))
            case "s_open":
                yield Styled("strike", tuple(_read(tokens, stand_ins)))
            case "link_open":
                yield Link(str(token.attrs["href"]), tuple(_read(tokens, stand_ins)))
            case "strong_close" | "em_close" | "s_close" | "link_close":
                return
            case _:
                yield from _filled(token.content, stand_ins)


def _filled(text: str, stand_ins: Sequence[Node]) -> Iterator[Node]:
    start = 0
    for position, character in enumerate(text):
        index = ord(character) - _FIRST
        if 0 <= index < len(stand_ins):
            if text[start:position]:
                yield Text(text[start:position])
            yield stand_ins[index]
            start = position + 1
    if text[start:]:
        yield Text(text[start:])
