"""Who and where, as platforms tell it: opaque ids that the domain never looks into."""

from msgspec import Struct


class Identity(Struct, frozen=True):
    """One account on one platform; a participant may have several, or none (a walk-up)."""

    platform: str
    id: str

    def __str__(self) -> str:
        return f"{self.platform}:{self.id}"


class Place(Struct, frozen=True, order=True):
    """Somewhere messages can be posted: a Discord channel or thread, a Matrix room, a console room."""

    platform: str
    id: str

    def __str__(self) -> str:
        return f"{self.platform}:{self.id}"
