"""Being on the Stage or not, of those who wait or have the floor."""

from msgspec import Struct


class LeftStage(Struct, frozen=True, tag_field="kind", tag="left-stage"):
    """Somebody who waits or has the floor left the Stage; they may be back in a moment."""

    person: int


class CameToStage(Struct, frozen=True, tag_field="kind", tag="came-to-stage"):
    """Somebody who had left the Stage is back, or whoever has the floor has come."""

    person: int


class StageMissed(Struct, frozen=True, tag_field="kind", tag="stage-missed"):
    """Moderators were told that whoever has the floor, or is next, has been off the Stage for too long."""

    person: int
    turn: int | None
    """The turn in which they have the floor; None if they are next."""


StageEvent = LeftStage | CameToStage | StageMissed
