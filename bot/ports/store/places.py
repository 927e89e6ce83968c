"""Where things stand: due moments, boards, and how far the platforms have been read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.identity import Place


@dataclass(frozen=True)
class Due:
    """A moment at which something is to be looked at."""

    owner: str
    """The kind of thing it belongs to ("meeting", later "follow-up")."""
    id: str
    at: datetime


class Timers(Protocol):
    """The next due moment of each thing that has one."""

    def set(self, owner: str, id: str, at: datetime | None) -> None:
        """Replace the moment; None takes it away."""
        ...

    def next(self) -> Due | None:
        """The earliest."""
        ...


@dataclass(frozen=True)
class Posted:
    """A message of the bot's own that it edits in place."""

    place: Place
    message: str
    since: int
    """How many posts of the bot's own came behind it."""


class Boards(Protocol):
    """Where each room's live board hangs."""

    def get(self, meeting: str, place: Place) -> Posted | None:
        """The board of the room, if it has been posted."""
        ...

    def set(self, meeting: str, place: Place, message: str) -> None:
        """A new board hangs there, nothing behind it."""
        ...

    def buried(self, meeting: str, place: Place) -> None:
        """One more post came behind the board, if there is one."""
        ...


class Cursors(Protocol):
    """How far each platform connection has read (a Matrix sync token)."""

    def get(self, name: str) -> str | None:
        """The last value."""
        ...

    def set(self, name: str, value: str) -> None:
        """Replace it."""
        ...
