"""Where the boards hang."""

from typing import Protocol

from msgspec import Struct

from bot.domain.identity import Place


class Posted(Struct, frozen=True):
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
