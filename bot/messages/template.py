"""From a filled-in template to nodes: its small Markdown is read while every gap is still a single character.

What fills a gap is put in afterwards, as nodes, so that nothing in it can act as markup.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.messages.document import Break, CommandNode, Link, Node, Strong, Text, plain

Nodes = tuple[Node, ...]
Markdown = Callable[[str], Sequence[Token]]
"""The parts of a text; nobody changes them."""

FIRST_SLOT, SLOTS = 0xE000, 0x1900
"""Slots are the characters of Unicode's private use area, which no catalogue contains."""
REMEMBERED = 1024
"""Texts; their gaps are not filled yet, so that few differ."""
RULES = ("newline", "emphasis", "backticks", "link", "autolink", "escape")
"""**words**, `commands`, [words](address) and <address>; all else stays as it stands."""


def slot(index: int) -> str:
    """The character that holds the place of the filling with this index."""
    if index >= SLOTS:
        raise ValueError("more gaps than there are slots")
    return chr(FIRST_SLOT + index)


def markdown() -> Markdown:
    """A reader for the Markdown of the catalogues, that remembers what it has read."""
    reader = MarkdownIt("zero").enable(RULES)
    reader.parseInline("-")  # it makes its tables at first use, and threads that share it must find them made

    @lru_cache(maxsize=REMEMBERED)
    def read(text: str) -> Sequence[Token]:
        return reader.parseInline(text)[0].children or []

    return read


def nodes(reader: Markdown, text: str, fillings: Sequence[Nodes]) -> Nodes:
    """The text as nodes, with slot n replaced by the n-th filling."""
    return joined(_read(iter(reader(text)), fillings))


def _read(tokens: Iterator[Token], fillings: Sequence[Nodes]) -> Iterator[Node]:
    """The nodes of one level, up to the token that closes it."""
    for token in tokens:
        match token.type:
            case "softbreak" | "hardbreak":
                yield Break()
            case "code_inline":
                yield CommandNode(plain(tuple(fill(token.content, fillings))))
            case "strong_open" | "em_open":
                yield Strong(joined(_read(tokens, fillings)))
            case "link_open":
                yield from _link(str(token.attrs["href"]), joined(_read(tokens, fillings)), fillings)
            case "strong_close" | "em_close" | "link_close":
                return
            case _:
                yield from fill(token.content, fillings)


def _link(href: str, words: Nodes, fillings: Sequence[Nodes]) -> Iterator[Node]:
    """A link, or the words alone where what fills the address makes none of it."""
    for index in range(len(fillings)):
        href = href.replace(quote(slot(index)), slot(index))  # the reader has percent-encoded them
    url = plain(tuple(fill(href, fillings)))
    if url.startswith(("https://", "http://")) and not any(character.isspace() for character in url):
        yield Link(url, words)
    else:
        yield from words


def fill(text: str, fillings: Sequence[Nodes]) -> Iterator[Node]:
    """Text that is not looked at for Markdown, its slots replaced."""
    start = 0
    for position, character in enumerate(text):
        index = ord(character) - FIRST_SLOT
        if 0 <= index < len(fillings):
            yield Text(text[start:position])
            yield from fillings[index]
            start = position + 1
    yield Text(text[start:])


def joined(nodes: Iterable[Node]) -> Nodes:
    """With neighbouring texts made one, so that who escapes them sees what they spell together."""
    result: list[Node] = []
    for node in nodes:
        if not isinstance(node, Text):
            result.append(node)
        elif result and isinstance(last := result[-1], Text):
            result[-1] = Text(last.text + node.text)
        elif node.text:
            result.append(node)
    return tuple(result)
