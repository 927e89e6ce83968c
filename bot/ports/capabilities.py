"""What a platform has, told as data."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.messages.document import Choosing, Document
from bot.ports.premises import Premises
from bot.ports.relay import Relaying
from bot.ports.stage import Stage


class History(Protocol):
    """Finding what was sent, for where a send's outcome is unknown and its key may be forgotten by now."""

    @property
    def keys_last(self) -> timedelta:
        """How long the platform itself makes the same key no second message."""
        ...

    async def find(self, to: Place | Identity, document: Document, key: str, since: datetime) -> str | None:
        """The native id of what was sent to a room or a person since then, if it was."""
        ...


class SendLimit(Protocol):
    """Whether the platform limits what the account sends, known before it matters."""

    @property
    def sent(self) -> int:
        """How much it has taken so far of what it counts; a new chat counts as well as what is said in it."""
        ...

    async def find(self) -> float | None:
        """After how many seconds one more is taken where too many were sent; None where nothing is limited.

        Tries, where the account is alone, and so uses up what may be sent at once; TryLater or Undeliverable
        where that cannot be tried.
        """
        ...


class Entrances(Protocol):
    """Which rooms somebody can enter, and which are on servers that they are on."""

    async def open_to(self, who: Identity, places: Sequence[Place], server: str) -> Sequence[Place]:
        """Those of the rooms that stand on that server and show themselves to that person; TryLater."""
        ...

    async def on_servers_of(self, who: Identity, places: Sequence[Place]) -> Sequence[Place]:
        """Those of the rooms that stand on servers of which that person is a member; TryLater."""
        ...


class Removal(Protocol):
    """Taking back what was made only to try it, so that nothing of it stays with people."""

    async def message(self, to: Place | Identity, message: str) -> None:
        """Take a message of the account's own away, from a room or from somebody's chat; harmless twice."""
        ...

    async def channel(self, place: Place, invited: Sequence[Identity]) -> bool:
        """Take a channel of the account's own away; harmless twice.

        False where the platform does not let the account do that: then nobody is in it, and it is shut.
        """
        ...

    async def rooms(self) -> Sequence[str]:
        """All that the account is in, where direct chats are among it; else nothing."""
        ...

    async def chats(self, who: Identity, before: Sequence[str], at: datetime) -> None:
        """Close direct chats with somebody that the account made at about that time, and not before."""
        ...


class Pins(Protocol):
    """Keeping a message of the account's own at hand for everybody in a room."""

    async def pin(self, place: Place, message: str) -> None:
        """Pin it, harmless twice; NotPermitted without the right, which is not asked for."""
        ...

    async def unpin(self, place: Place, message: str) -> None:
        """Pin it no more, harmless if it is not pinned; NotPermitted the same."""
        ...


class Joining(Protocol):
    """How newcomers find a room, and how somebody goes out of a private channel again."""

    async def link_to(self, place: Place) -> str | None:
        """An address that leads to its server, or to the room; None where the account may not make one."""
        ...

    def link_to_chat(self) -> str | None:
        """One that opens a chat with the account; None where people must share a server with it first."""
        ...

    async def eject(self, place: Place, who: Identity, reason: str) -> None:
        """Take somebody out who wants to go, or their invitation back; harmless if they are not in it.

        The reason is shown where the platform shows one. NotPermitted if they must go by themselves.
        """
        ...


class Hands(Protocol):
    """Raised hands that people put up as a gesture, and that the bot may be allowed to take down."""

    async def take_down(self, place: Place, hand: str) -> None:
        """Take one down, by its cause; harmless where it is down, is of another room, or may not be."""
        ...


class Capabilities(Struct, frozen=True):
    """What a platform has, as data: what it lacks the bot does without."""

    prefix: str
    """What people type before a command in a room ("/", "!")."""
    private_replies: bool
    """True where an answer in a room can be seen by its asker alone."""
    edits: bool
    open_channels: bool
    may_close_chats: bool = False
    """True where somebody may take no private messages, and nothing but a message in the chat tells it."""
    by_server: bool = False
    """True where each server has a channel of its own, since nobody else is let into one."""
    history: History | None = None
    """None where a key is known for good."""
    limit: SendLimit | None = None
    """None where the platform's library keeps to its limits by itself."""
    entrances: Entrances | None = None
    """None where the bot is in no room but those of meetings."""
    stage: Stage | None = None
    """None where the bot can let nobody speak aloud."""
    premises: Premises | None = None
    """None where no meeting is set up in a chat."""
    removal: Removal | None = None
    """None where nothing can be taken back."""
    pins: Pins | None = None
    """None where nothing can be pinned."""
    joining: Joining | None = None
    """None where no address leads anywhere, and people leave by themselves."""
    hands: Hands | None = None
    """None where a hand comes down by itself, or by its owner alone."""
    relaying: Relaying | None = None
    """None where nothing goes across from."""
    in_rooms: Choosing = Choosing.TYPED
    """How what is offered in a room is taken."""
    in_private: Choosing = Choosing.TYPED
    """The same of what one person is told alone."""
