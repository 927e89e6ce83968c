"""The life of the meeting as a whole: before, opening, closing, and what comes after."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.identity import Place
from bot.domain.plan import Plan


@dataclass(frozen=True)
class ToldRoom:
    """A room as people were told of it."""

    place: Place
    link: str | None


@dataclass(frozen=True)
class Told:
    """What people were told of a meeting beforehand, and what must be put right if it changes."""

    start: datetime
    rooms: tuple[ToldRoom, ...]


@dataclass(frozen=True)
class Invited:
    """The invitation went to the rooms."""

    told: Told | None = None
    """None in logs from before this was kept."""
    kind: Literal["invited"] = "invited"


@dataclass(frozen=True)
class Moved:
    """The time, the rooms or their links are other ones than people were told, and they are told so."""

    told: Told
    kind: Literal["moved"] = "moved"


@dataclass(frozen=True)
class Cancelled:
    """The meeting does not take place, and whoever was invited is told so."""

    kind: Literal["cancelled"] = "cancelled"


@dataclass(frozen=True)
class Reminded:
    """The reminder went to the rooms."""

    kind: Literal["reminded"] = "reminded"


@dataclass(frozen=True)
class Opened:
    """Hands and identifying are possible from now on; the plan is frozen as it was then."""

    plan: Plan
    by: int | None
    kind: Literal["opened"] = "opened"


@dataclass(frozen=True)
class Closed:
    """The meeting is over."""

    by: int | None
    kind: Literal["closed"] = "closed"


LifecycleEvent = Invited | Moved | Cancelled | Reminded | Opened | Closed
