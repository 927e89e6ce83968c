"""Which platforms cannot be served, so that whoever serves one next can tell that it is over."""

from datetime import datetime
from typing import Protocol


class Outages(Protocol):
    """Since when each of them stands still."""

    def begin(self, platform: str, at: datetime) -> bool:
        """Note it; False if it stands still already."""
        ...

    def end(self, platform: str) -> datetime | None:
        """Note that it is over, and return since when it was so; None if it was not."""
        ...
