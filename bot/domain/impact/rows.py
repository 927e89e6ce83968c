"""Notes of impacts, and what coordinators think of them, as they are kept.

Everything of a note stands in its row and bears a day: no neighbour in the database tells when it came.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

State = Literal["waiting", "counts", "not"]


class Impact(Struct, frozen=True):
    """What happens somewhere, with its source."""

    number: int
    author: int | None
    """None of an anonymous one."""
    at: datetime
    """The midnight before it was given."""
    country: str
    """Its two letters, as ISO 3166 has them."""
    what: str
    link: str
    code: str = ""
    """The digest of what withdraws it, of an anonymous one; empty of others."""
    state: State = "waiting"
    told: bool = False
    """True once coordinators were told that it waits. Writing that moves the row to where others stand."""

    @property
    def anonymous(self) -> bool:
        """Whether nobody can be asked about it."""
        return self.code != ""


class ImpactReview(Struct, frozen=True):
    """What a coordinator thinks of a note."""

    number: int
    impact: int
    person: int
    accepts: bool
    reason: str
    """Why it does not count: one of the usual words, or their own; empty where it does."""
    at: datetime
    """The midnight before."""
