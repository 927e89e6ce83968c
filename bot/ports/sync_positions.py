"""A place where an adapter keeps how far it has read, across restarts."""

from typing import Protocol


class SyncPositions(Protocol):
    """Named positions, kept in the database."""

    async def load(self, name: str) -> str | None:
        """The last value saved under the name."""
        ...

    async def save(self, name: str, value: str) -> None:
        """Keep the value; on return it is kept."""
        ...
