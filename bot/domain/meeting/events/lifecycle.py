"""The life of the meeting as a whole: before, opening, closing, and what comes after."""

from datetime import datetime

from msgspec import Struct

from bot.domain.identity import Place
from bot.domain.plan import Plan


class ToldRoom(Struct, frozen=True):
    """A room as people were told of it."""

    place: Place
    link: str | None


class Told(Struct, frozen=True):
    """What people were told of a meeting beforehand, and what must be put right if it changes."""

    start: datetime
    rooms: tuple[ToldRoom, ...]


class Invited(Struct, frozen=True, tag_field="kind", tag="invited"):
    """The invitation went to the rooms."""

    told: Told | None = None
    """None in logs from before this was kept."""


class Moved(Struct, frozen=True, tag_field="kind", tag="moved"):
    """The time, the rooms or their links are other ones than people were told, and they are told so."""

    told: Told


class Cancelled(Struct, frozen=True, tag_field="kind", tag="cancelled"):
    """The meeting does not take place, and whoever was invited is told so."""


class Reminded(Struct, frozen=True, tag_field="kind", tag="reminded"):
    """The reminder went to the rooms."""


class Opened(Struct, frozen=True, tag_field="kind", tag="opened"):
    """Hands and identifying are possible from now on; the plan is frozen as it was then."""

    plan: Plan
    by: int | None


class Closed(Struct, frozen=True, tag_field="kind", tag="closed"):
    """The meeting is over."""

    by: int | None


LifecycleEvent = Invited | Moved | Cancelled | Reminded | Opened | Closed
