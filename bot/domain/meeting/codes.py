"""Codes by which accounts are joined, and who has yet to say yes to that."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Code:
    """A code that joins another account, or a walk-up, with a person for ten minutes."""

    person: int
    at: datetime
    by: int | None = None
    """The moderator who gave it out for a walk-up; None if its owner asked for it."""


@dataclass(frozen=True)
class LinkRequest:
    """Somebody sent the code of another account, whose yes is waited for."""

    sender: int
    at: datetime
