"""Text ready for a platform: a small tree that each adapter renders in its own markup.

Everything in it is already chosen and translated; user text stands in Text and is the adapter's to escape.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import Enum
from typing import Final, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import force_setattr

from bot.domain.changing import replace
from bot.domain.identity import Identity, Place


class Text(Struct, frozen=True):
    """Plain words. Whatever looks like markup or a mention in them must not act as one."""

    text: str


class Strong(Struct, frozen=True):
    """Words that stand out."""

    children: tuple["Node", ...]


class Styled(Struct, frozen=True):
    """Words as somebody wrote them who could give them a style."""

    style: Literal["emphasis", "strike", "spoiler"]
    children: tuple["Node", ...]


class Code(Struct, frozen=True):
    """Words that are shown letter by letter, in a line or as lines of their own."""

    text: str
    block: bool = False


class CommandNode(Struct, frozen=True):
    """What to type, without the platform's prefix ("identify cs ap"): the adapter adds its own."""

    words: str


class Link(Struct, frozen=True):
    """An address, and the words that lead there."""

    url: str
    children: tuple["Node", ...]


class Mention(Struct, frozen=True):
    """A person of this platform who is to be pinged; `name` is what is shown where that cannot be."""

    identity: Identity
    name: str


class RoomMention(Struct, frozen=True):
    """A room of this platform that one can go to; `name` is what is shown where that cannot be."""

    place: Place
    name: str


class Time(Struct, frozen=True):
    """A moment: shown in the reader's own zone where the platform can, else in the meeting's."""

    at: datetime
    zone: ZoneInfo
    text: str
    """The moment in words, in the meeting's zone."""
    dated: bool = False
    """True if the day is to be shown too."""


class Break(Struct, frozen=True):
    """A new line."""


Node = Text | Strong | Styled | Code | CommandNode | Link | Mention | RoomMention | Time | Break


class Choosing(Enum):
    """How the offers of a message are taken where it is read."""

    TYPED = "typed"
    """By typing what they stand for; the words say it."""
    NUMBERS = "numbers"
    """By sending a number, which stands before each in the words."""
    SIGNS = "signs"
    """By an emoji put on the message; the words say which."""
    BUTTONS = "buttons"
    """By what the platform shows below the words, which say nothing of them."""


class Choice(Struct, frozen=True):
    """An offer as its reader sees it."""

    token: str
    """Comes back in a PressedRequest; at most 100 characters."""
    label: str
    style: Literal["plain", "main", "danger"] = "plain"
    asks: bool = False
    """True if words are to be asked for, which come back with the token."""
    sign: str = ""


LONGEST_NAME: Final = 60


class AttachedFile(Struct, frozen=True):
    """A file that goes with a message; nothing in its name can act as a path, markup or a header."""

    name: str
    media_type: str
    content: bytes
    hidden: bool = False
    """True if readers are to choose whether they see it."""

    def __post_init__(self) -> None:
        force_setattr(self, "name", _harmless(self.name))


class Document(Struct, frozen=True):
    """One message as a tree. With `urgent`, the reader's device should make itself noticed."""

    nodes: tuple[Node, ...]
    urgent: bool = False
    language: str = "en"
    choices: tuple[Choice, ...] = ()
    file: AttachedFile | None = None
    fileless: tuple[Node, ...] = ()
    """What is said where the platform does not take the file."""
    answers: str = ""
    """The cause of the command that it answers in a room: it belongs into its thread, where there is one."""
    replies_to: str = ""
    """The native id of the message there that its readers are to see above it, as the platform quotes it."""
    follows: bool = False
    """True where another message above it answers the same: it belongs to that, and quotes nothing."""


def without_file(document: Document) -> Document:
    """The same for a platform that does not take the file: its words are not held back for it."""
    if document.file is None:
        return document
    told = (Break(), *document.fileless) if document.fileless else ()
    return replace(document, nodes=(*document.nodes, *told), file=None, fileless=())


def _harmless(name: str) -> str:
    """Letters, digits, dots and hyphens of any script; its end is kept, which tells what it is."""
    words = re.sub(r"[^\w.]+|_+", "-", unicodedata.normalize("NFKC", name))
    return words[-LONGEST_NAME:].strip(".-") or "file"


def walk(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every node of the tree, parents before children."""
    for node in nodes:
        yield node
        if isinstance(node, Strong | Styled | Link):
            yield from walk(node.children)


def plain(nodes: Sequence[Node], prefix: str = "") -> str:
    """The words alone, for consoles, logs of tests and fallbacks; `prefix` stands before commands."""
    parts: list[str] = []
    for node in nodes:
        match node:
            case Text(text) | Code(text):
                parts.append(text)
            case Strong(children) | Styled(_, children):
                parts.append(plain(children, prefix))
            case CommandNode(words):
                parts.append(prefix + words)
            case Link(url, children):
                words = plain(children, prefix)
                parts.append(url if words == url else f"{words} ({url})")
            case Mention(_, name) | RoomMention(_, name):
                parts.append(name)
            case Time(text=text):
                parts.append(text)
            case Break():
                parts.append("\n")
    return "".join(parts)
