"""A document as lines of a terminal: words alone, wrapped, with the label of who it is for before them."""

import textwrap
import unicodedata

from adapters.console.lines import PREFIX
from bot.domain.identity import Identity
from bot.messages.document import Document, Mention, plain, walk

WIDTH = 100
ISOLATES = {"\u2066", "\u2067", "\u2068", "\u2069"}
"""Terminals show these as boxes or worse."""


def words(document: Document) -> str:
    """The words, free of anything that a terminal would obey, and what would be sent with them elsewhere."""
    text = plain(document.nodes, PREFIX)
    if document.file is not None:
        text += f"\n[file {document.file.name}, {len(document.file.content)} bytes]"
    return text.translate({ord(character): None for character in set(text) if not _shows(character)})


def _shows(character: str) -> bool:
    return character == "\n" or (unicodedata.category(character) != "Cc" and character not in ISOLATES)


def called(document: Document, platform: str) -> frozenset[Identity]:
    """Who is pinged: on a console, who is named in the label, where no words can forge it."""
    mentions = (node.identity for node in walk(document.nodes) if isinstance(node, Mention))
    return frozenset(identity for identity in mentions if identity.platform == platform)


def labelled(label: str, text: str) -> str:
    """The text behind its label, each further line set in below the first."""
    margin = " " * (len(label) + 1)
    lines = [line for paragraph in text.split("\n") for line in _wrapped(paragraph, WIDTH - len(margin))]
    return "\n".join(
        f"{margin if number else label + ' '}{line}".rstrip() for number, line in enumerate(lines)
    )


def _wrapped(paragraph: str, width: int) -> list[str]:
    """Lines of at most this width; a long address stays whole, and a list item hangs together."""
    hang = "  " if paragraph.startswith("- ") else ""
    found = textwrap.wrap(
        paragraph, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
    )
    return found or [""]
