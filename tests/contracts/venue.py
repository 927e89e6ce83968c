"""A platform as the contract suite sees it: people who type, and what stands on their screens.

Each adapter's tests give one Venue, built on the real client library and a real or loopback server.
"""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.ports.platform import Platform


class SeenFile(Struct, frozen=True):
    """A file as its reader finds it."""

    name: str
    size: int
    content: bytes | None = None
    """None where readers are only told of it."""


class Seen(Struct, frozen=True):
    """One message as its reader finds it."""

    text: str
    """The words, without markup."""
    markup: str
    """As the platform carries it (Discord's content, Matrix's formatted_body)."""
    pinged: frozenset[Identity] = frozenset()
    edits: int = 0
    """How many times it has been edited."""
    file: SeenFile | None = None
    quoted: str | None = None
    """What a reply stands below: the words of what it answers as they are now, none if it is gone."""
    thread: str = ""
    """The native id of what the thread hangs on in which it stands, where there are any."""


class Venue(Protocol):
    """One platform with one server, two rooms, a moderators' room, and people."""

    @property
    def room(self) -> Place:
        """A room of the meeting."""
        ...

    @property
    def moderators_room(self) -> Place:
        """The private one."""
        ...

    @property
    def elsewhere(self) -> Place:
        """A room that no meeting knows."""
        ...

    def platform(self) -> Platform:
        """A new adapter on the same account, as after a restart of the process."""
        ...

    async def person(self, name: str, *, moderator: bool = False) -> Identity:
        """Somebody with an account who is in `room`; a moderator is in both rooms and has the power there."""
        ...

    async def types(self, who: Identity, place: Place, text: str) -> str:
        """Give a command in a room ("join", without a prefix) the platform's way; returns its cause."""
        ...

    async def types_in_private(self, who: Identity, text: str) -> str:
        """Give a command in a direct chat with the bot."""
        ...

    async def takes(
        self, who: Identity, place: Place | None, message: str, number: int, words: str = ""
    ) -> str:
        """Take a choice of one of the bot's messages, in a room or in private, with the words it asks for."""
        ...

    async def repeat(self, cause: str) -> None:
        """Make the platform deliver the same native event once more."""
        ...

    async def seen_in(self, place: Place) -> Sequence[Seen]:
        """All messages of the bot in a room, oldest first, as any member sees them (not private answers)."""
        ...

    async def seen_by(self, who: Identity) -> Sequence[Seen]:
        """All private messages of the bot to one person, oldest first."""
        ...

    async def inside(self, place: Place) -> frozenset[Identity]:
        """Who has been let into a channel that the bot made, without the bot."""
        ...

    async def coordinators(self, place: Place) -> frozenset[Identity] | None:
        """Who can run such a channel without the bot; None where a bot cannot give that right."""
        ...

    async def pinned(self, place: Place) -> Sequence[str]:
        """The native ids of the messages that are pinned in a room."""
        ...

    async def cut(self) -> None:
        """Drop every connection the bot has, once."""
        ...


@runtime_checkable
class TalkingVenue(Venue, Protocol):
    """One where people write to each other, and a relay can take it elsewhere."""

    async def writes(self, who: Identity, place: Place, text: str, reply: str = "") -> str:
        """Write what is no command, in the platform's markup; returns the native id."""
        ...

    async def shares(self, who: Identity, place: Place, name: str, content: bytes) -> str:
        """Post a file; returns the native id of the message."""
        ...

    async def rewrites(self, who: Identity, place: Place, message: str, text: str) -> None:
        """Change a message."""
        ...

    async def reacts(self, who: Identity, place: Place, message: str, sign: str) -> str:
        """Put a sign on a message; returns by what it can be taken back."""
        ...

    async def takes_back(self, who: Identity, place: Place, message: str, reaction: str) -> None:
        """Take a sign away."""
        ...

    async def deletes(self, who: Identity, place: Place, message: str) -> None:
        """Take a message away."""
        ...
