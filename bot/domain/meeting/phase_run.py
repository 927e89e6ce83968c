"""A phase of the agenda while it is held."""

from datetime import datetime

from msgspec import Struct


class PhaseRun(Struct, frozen=True):
    """A phase of the plan as it is really held; times in seconds."""

    index: int
    run: int
    since: datetime
    extra: int = 0
    paused: float = 0.0
    paused_at: datetime | None = None
    halved: bool = False
    warned: bool = False
    time_up: bool = False
    third_turn: bool = False
    """True once somebody had a third turn while others waited for their first."""
