"""What people say to each other: nobody here reads it, but it pushes the board out of sight."""

from typing import Protocol

from bot.domain.identity import Place


class Overhearing(Protocol):
    """Told of talk, for a platform that hears of it."""

    def talked(self, place: Place) -> None:
        """Somebody wrote something in that room, whatever it was."""
        ...
