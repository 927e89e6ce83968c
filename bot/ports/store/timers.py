"""Due moments: what is to be looked at next, and when."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from msgspec import Struct

MEETING = "meeting"
"""The owner of meetings' due moments."""

GROUP = "group"
"""The owner of the moments at which a group as a whole is to be looked at."""

FORGETTING = "forgetting"
"""The owner of the moments at which somebody is erased from a meeting or group."""

INTRODUCTION = "introduction"
"""The owner of the moments at which somebody who has joined is written to in private for the first time."""

REACTIONS = "reactions"
"""The owner of the moments at which reactions go across a relay."""

RETENTION = "retention"
"""The owner of the moments at which it is looked at how long a group is kept."""


class Due(Struct, frozen=True):
    """A moment at which something is to be looked at."""

    owner: str
    """The kind of thing it belongs to."""
    id: str
    at: datetime


def clock_cause(meeting: str, version: int) -> str:
    """The cause of what a meeting's clock brings about after that many events.

    It can be foreseen, as no platform's is.
    """
    return f"{_clock_of(meeting)}{version}"


def is_of_another_clock(key: str, meeting: str) -> bool:
    """Whether a key would stand in the way of what another meeting's clock will bring about."""
    return key.startswith(_CLOCK) and not key.startswith(_clock_of(meeting))


_CLOCK = "clock:"


def _clock_of(meeting: str) -> str:
    return f"{_CLOCK}{meeting}:"


class Timers(Protocol):
    """The next due moment of each thing that has one."""

    @property
    def soonest(self) -> datetime | None:
        """The earliest of the moments that this piece of work has set; None if it has set none."""
        ...

    def met(self, moment: Due) -> None:
        """Take the moment away, unless another has been set in its place."""
        ...

    def set(self, owner: str, id: str, at: datetime | None) -> None:
        """Replace the moment; None takes it away."""
        ...

    def next(self, owners: Collection[str]) -> Due | None:
        """The earliest of these owners."""
        ...

    def owners(self) -> frozenset[str]:
        """Whoever has any."""
        ...
