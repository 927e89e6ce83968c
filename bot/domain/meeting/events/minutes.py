"""What people add to the minutes of a meeting."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class InMinutes:
    """Somebody said whether the minutes may name them."""

    person: int
    agrees: bool
    kind: Literal["in-minutes"] = "in-minutes"


@dataclass(frozen=True)
class Noted:
    """A moderator or the rapporteur wrote something down for the minutes: the text of that id."""

    person: int
    text: str
    kind: Literal["noted"] = "noted"


MinutesEvent = InMinutes | Noted
