"""Who and where, as platforms tell it: opaque ids that the domain never looks into."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Identity:
    """One account on one platform; a participant may have several, or none (a walk-up)."""

    platform: str
    id: str

    def __str__(self) -> str:
        return f"{self.platform}:{self.id}"


@dataclass(frozen=True, order=True)
class Place:
    """Somewhere messages can be posted: a Discord channel or thread, a Matrix room, a console room."""

    platform: str
    id: str

    def __str__(self) -> str:
        return f"{self.platform}:{self.id}"
