"""Meetings that no file plans: set up in a chat, and kept as the text of the file that each could be."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol


class Planned(Protocol):
    """The text of each, by the meeting's id. It is never changed, so that what was read of it holds."""

    def all(self) -> Mapping[str, str]:
        """Every text."""
        ...

    def text(self, meeting: str) -> str | None:
        """That of one meeting."""
        ...

    def add(self, meeting: str, text: str, at: datetime) -> None:
        """Keep one more; ValueError if the id is taken."""
        ...

    def remove(self, meeting: str) -> None:
        """Forget one that was never opened."""
        ...
