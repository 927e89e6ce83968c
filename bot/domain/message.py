"""What the bot says, as values: a key of the catalogue and typed arguments, turned into text at delivery.

Names and free text are held by reference, so that erasing a person erases them everywhere.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from bot.domain.changing import replace
from bot.domain.identity import Place


class Name(Struct, frozen=True, tag_field="type", tag="name"):
    """A person's name as others may see it; with `mention`, one that pings where the person allows it."""

    person: int
    mention: bool = False


class Label(Struct, frozen=True, tag_field="type", tag="label"):
    """The name of a choice on a dimension of the meeting, e.g. ("group", "cs") is Civil Society.

    A value of None is "not stated".
    """

    dimension: str
    value: str | None


class PlanText(Struct, frozen=True, tag_field="type", tag="plan"):
    """A text of the meeting file in the reader's language, by its path, e.g. ("phases", "2", "title")."""

    path: tuple[str, ...]


class TextRef(Struct, frozen=True, tag_field="type", tag="note"):
    """A free text that somebody wrote, by its id in the text table."""

    id: str
    once: bool = False
    """True if it is said in this message alone."""
    rich: bool = False
    """True if it is kept with its formatting (see bot.messages.rich)."""


class LinkRef(Struct, frozen=True, tag_field="type", tag="link"):
    """A text of the text table, shown as a link if it is a safe one (see bot.domain.group.links)."""

    id: str


class RawText(Struct, frozen=True, tag_field="type", tag="words"):
    """A text on its way to the text table, where it is kept; a TextRef stands for it in what is stored."""

    text: str
    once: bool = False
    """True for a secret: it is erased as soon as the message has been sent, or cannot be."""
    rich: bool = False


class Duration(Struct, frozen=True, tag_field="type", tag="span"):
    """A length of time in seconds, shown as people say it ("2 minutes")."""

    seconds: int


class Moment(Struct, frozen=True, tag_field="type", tag="moment"):
    """A point in time (aware), shown in the reader's way ("15:10 UTC")."""

    at: datetime
    style: Literal["time", "date", "day"] = "time"
    """A "day" is the same day for every reader: that of its own zone."""
    since: datetime | None = None
    """Of the time alone: a moment on the day that readers take it for; any other day is shown."""
    zone: str = ""
    """Whose clocks it was said by, for readers whose own zone is not known; with one, the zone is named."""


class CommandText(Struct, frozen=True, tag_field="type", tag="typed"):
    """A command as the reader would type it ("identify cs ap"), shown with the platform's own prefix."""

    words: str
    alone: bool = False
    """True if others are not to read it: where they can, the reader is told to type it in a direct chat."""


class RoomRef(Struct, frozen=True, tag_field="type", tag="room"):
    """A room in a chat, as a way into it; by this name where there is none."""

    place: Place
    name: str


class Listing(Struct, frozen=True, tag_field="type", tag="listing"):
    """Several things in a row, joined the way the reader's language joins them, or one a line."""

    items: tuple["Argument", ...]
    lines: bool = False


class Offer(Struct, frozen=True):
    """What a reader can do next with one press: a command, as it would be typed."""

    command: str
    label: "Argument"
    style: Literal["plain", "main", "danger"] = "plain"
    drawn: str = ""
    """The mark of what it was drawn for (see bot.views.marks); when that is over it does nothing."""
    asks: bool = False
    """True if it takes words, which the command ends with."""
    sign: str = ""
    """The emoji that stands for it where messages are reacted to; else its number does."""


FileKind = Literal[
    "meeting-calendar",
    "group-calendar",
    "mydata",
    "invitation",
    "group-record",
    "group-export",
    "impacts",
    "statement",
]


class FileRef(Struct, frozen=True):
    """A file by its kind and what it is of: made at delivery, so that nothing of it waits in the outbox."""

    kind: FileKind
    of: str = ""
    """An id or a number, where the kind says not all; never somebody's text."""
    text: RawText | TextRef | None = None
    """A text of which it is made, in place of an id."""


class Message(Struct, frozen=True, tag_field="type", tag="message"):
    """Something to say: a key in the catalogue, what stands in its gaps, and what can be done next."""

    key: str
    arguments: Mapping[str, "Argument"] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()
    file: FileRef | None = None


Argument = (
    int
    | str
    | Name
    | Label
    | PlanText
    | TextRef
    | LinkRef
    | RawText
    | Duration
    | Moment
    | CommandText
    | RoomRef
    | Listing
    | Message
)
"""What may stand in a gap. A plain `str` is a code or a number in words, never somebody's text."""


class Refusal(Struct, frozen=True):
    """A decision not to do what was asked, and the message that says why and what to do instead."""

    message: Message


def say(key: str, **arguments: Argument) -> Message:
    """A message, written the short way."""
    return Message(key, arguments)


def offering(message: Message, *offers: Offer) -> Message:
    """The message with these offers behind those that it has."""
    return replace(message, offers=(*message.offers, *offers))


def attaching(message: Message, file: FileRef) -> Message:
    """The message with this file."""
    return replace(message, file=file)


def refuse(key: str, **arguments: Argument) -> Refusal:
    """A refusal, written the short way."""
    return Refusal(Message(key, arguments))
