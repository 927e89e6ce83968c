"""Where a meeting can be set up: what is there, and who has the say."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from bot.domain.identity import Identity, Place


class FoundRoom(Struct, frozen=True):
    """A room as its platform tells of it."""

    place: Place
    name: str
    private: bool
    """True if not everybody can see it who is there."""
    lacks: tuple[str, ...] = ()
    """The permissions that the bot lacks in it, as the platform's menus call them."""


class RoomSpec(Struct, frozen=True):
    """A private room to make; the same marker makes no second one."""

    marker: str
    name: str
    topic: str


class Look(Struct, frozen=True):
    """What there is to choose from."""

    rooms: Sequence[FoundRoom] = ()
    can_make: bool = False
    """Whether the bot may make a private room."""


class Premises(Protocol):
    """A platform on which meetings can be set up in a chat."""

    @property
    def whole_server(self) -> bool:
        """Whether a code is for all of a server; else for the one room in which it was given."""
        ...

    def account(self, written: str) -> str | None:
        """The id of an account as somebody writes it; None if it cannot be one."""
        ...

    async def may_set_up(self, who: Identity, place: Place, server: str) -> bool:
        """Whether somebody has the say there; TryLater if that cannot be told now."""
        ...

    async def look(self, place: Place, server: str, beside: Sequence[Place]) -> Look:
        """The rooms of the server, or that one, and those beside; TryLater if they cannot be seen now."""
        ...

    async def make_room(self, place: Place, server: str, who: Identity, spec: RoomSpec) -> Place:
        """A private room with this person in it, who can let in others."""
        ...

    def take_up(self, places: Sequence[Place]) -> None:
        """These rooms are a meeting's from now on."""
        ...


class Expecting(Protocol):
    """Whether somebody is to set up a meeting, for a platform whose bot is asked into rooms."""

    async def expects(self, who: Identity) -> bool:
        """Whether a room that somebody asks the bot into may be one where they set up a meeting."""
        ...

    async def sets_up(self, place: Place) -> bool:
        """Whether a meeting is being set up in that room."""
        ...


class RoomNews(Protocol):
    """Told of rooms; the same key says so once a week. Unavailable where it cannot be kept."""

    async def regained(self, place: Place, key: str) -> None:
        """The bot is in that room again, or for the first time, or may write there again."""
        ...

    async def moved(self, place: Place, new: str, key: str) -> None:
        """The room was given up for another one, in which the bot is; the place means that one now.

        `new` is what the platform calls it.
        """
        ...

    async def newcomer(self, place: Place, key: str) -> None:
        """Somebody came into that room who cannot read what was said there before."""
        ...
