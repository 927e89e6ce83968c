"""How far the platforms have been read."""

from typing import Protocol


class Cursors(Protocol):
    """How far each platform connection has read (a Matrix sync token)."""

    def get(self, name: str) -> str | None:
        """The last value."""
        ...

    def set(self, name: str, value: str) -> None:
        """Replace it."""
        ...
