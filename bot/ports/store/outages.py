"""Which platforms and rooms cannot be served, so that whoever serves one next can tell that it is over."""

from datetime import datetime
from typing import Protocol


class Outages(Protocol):
    """Since when each of them stands still: a platform by its word, a room by its place as text."""

    def begin(self, what: str, at: datetime) -> bool:
        """Note it; False if it stands still already."""
        ...

    def since(self, what: str) -> datetime | None:
        """Since when it stands still; None if it does not."""
        ...

    def end(self, what: str) -> datetime | None:
        """Note that it is over, and return since when it was so; None if it was not."""
        ...
