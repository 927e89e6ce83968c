"""Being on the Stage or not, of those who wait or have the floor."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class LeftStage:
    """Somebody who waits or has the floor left the Stage; they may be back in a moment."""

    person: int
    kind: Literal["left-stage"] = "left-stage"


@dataclass(frozen=True)
class CameToStage:
    """Somebody who had left the Stage is back, or whoever has the floor has come."""

    person: int
    kind: Literal["came-to-stage"] = "came-to-stage"


@dataclass(frozen=True)
class StageMissed:
    """Moderators were told that whoever has the floor, or is next, has been off the Stage for too long."""

    person: int
    turn: int | None
    """The turn in which they have the floor; None if they are next."""
    kind: Literal["stage-missed"] = "stage-missed"


StageEvent = LeftStage | CameToStage | StageMissed
