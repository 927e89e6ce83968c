"""What people say to each other: it pushes the board out of sight, and a relay takes it to other rooms."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol

from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.messages.document import Document, Node


class Extra(Struct, frozen=True):
    """What goes with a message beside its words."""

    kind: Literal["file", "sticker", "poll", "forward"]
    name: str
    """Of what was forwarded from elsewhere: where it can be read, for its words are somebody else's."""
    id: str = ""
    """Of a file: what tells it from others of its message."""


class Talk(Struct, frozen=True):
    """What a person wrote in a room, which is no command and no answer to the bot."""

    message: str
    """The native id of the message; of an edit that of the message which is changed."""
    author: Identity
    place: Place
    nodes: tuple[Node, ...]
    """Its words, with people as mentions; nothing of it has been checked."""
    edit: str = ""
    """What tells this edit from others of the message; empty where it is none."""
    reply_to: str = ""
    """The native id of the message that it answers, if it is one."""
    sealed: bool = False
    """True if it was encrypted."""
    hidden: bool = False
    """True if the platform does not show its words to the bot."""
    extras: tuple[Extra, ...] = ()
    missed: bool = False
    """True if it was read in the history, as it is by now: whatever became of it before is unknown."""


class Overhearing(Protocol):
    """Told of talk, for a platform that hears of it."""

    def talked(self, place: Place) -> None:
        """Somebody wrote something in that room, whatever it was."""
        ...

    async def said(self, talk: Talk) -> None:
        """Somebody wrote something in a room that is listened to; on return it is kept, or for nobody."""
        ...

    async def reacted(self, place: Place, message: str) -> None:
        """The reactions to a message there have changed; an empty id where it cannot be told to which."""
        ...

    async def relayed_in(self, place: Place) -> Sequence[str]:
        """The native ids of what a relay took elsewhere of late, for who can tell what became of it."""
        ...


class Look(Struct, frozen=True):
    """Where to look for what may have been sent before: since when, and what is known to be another copy."""

    since: datetime
    known: Collection[str]


class PostedFile(Struct, frozen=True):
    """A file that somebody posted; nothing that is said of it has been checked."""

    name: str
    content: bytes | None
    """None if it is too large, or cannot be had."""
    url: str = ""
    """Where readers of another platform find it; empty where they cannot."""
    hidden: bool = False
    """True if readers are to choose whether they see it."""


class Relaying(Protocol):
    """What a platform can do for a relay."""

    async def listen(self, place: Place) -> None:
        """What is written there is handed in from now on; NotPermitted where the bot may not read it."""
        ...

    async def sealed(self, place: Place) -> bool:
        """Whether the room is encrypted; TryLater if that cannot be told now."""
        ...

    async def reactions(self, place: Place, message: str) -> Mapping[str, int]:
        """How many have put which sign on a message, the bot left out; a sign may be any text."""
        ...

    def link(self, place: Place, message: str) -> str | None:
        """An address that leads to a message there."""
        ...

    async def open(self, place: Place, message: str, file: str, most: int) -> PostedFile | None:
        """A file of a message, if it has no more than so many bytes; None if either is gone.

        TryLater, or Undeliverable if the message cannot be read.
        """
        ...

    async def room_for(self, place: Place) -> float:
        """How many bytes a file may have that is posted there; TryLater if that cannot be told now."""
        ...

    async def post(self, place: Place, document: Document, key: str, look: Look | None) -> Sequence[str]:
        """Post in a room and return the ids of all messages that it became.

        The same key makes no second one; with `look`, what stands there already is looked for.
        """
        ...

    async def revise(
        self, place: Place, messages: Sequence[str], document: Document, key: str
    ) -> Sequence[str]:
        """Have these messages say something else; returns their ids then. Undeliverable if they are gone."""
        ...

    async def remove(self, place: Place, messages: Sequence[str]) -> None:
        """Take messages of the bot's own away; harmless twice."""
        ...
