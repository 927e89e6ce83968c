"""The floor."""

from typing import Literal

from msgspec import Struct

Attributes = tuple[str | None, ...]
"""A person's value on each dimension of the queue, in its order; None is not stated."""


Manner = Literal["rule", "override", "reply", "point-of-order", "speaker"]
"""How a turn came about; the first two are charged to the speaker's group."""


class Absent(Struct, frozen=True, tag_field="kind", tag="absent"):
    """Who was called is not there: the turn never was. The ticket waits on hold; the second time it goes."""

    turn: int


class FloorGiven(Struct, frozen=True, tag_field="kind", tag="floor-given"):
    """Somebody has the floor. What the rule found is part of it, so that replay never asks it again."""

    person: int
    turn: int
    attributes: Attributes
    front: bool
    forced: bool
    why: tuple[str, ...]
    """What the rule went by: first for the group, then for the person (see the fair queue's Reason).

    "earlier" behind them: they held when the person was called next, before something changed.
    """
    by: int | None
    manner: Manner = "rule"
    reason: str | None = None
    """The id of a moderator's words why they picked somebody."""
    seconds: int | None = None
    """How long the turn is, where a moderator said so; None is as long as the meeting's turns are."""


class FloorLeft(Struct, frozen=True, tag_field="kind", tag="floor-left"):
    """A turn is over."""

    turn: int
    why: Literal["done", "next", "phase", "close"]


class CalledNext(Struct, frozen=True, tag_field="kind", tag="called-next"):
    """Who is on deck; nobody if `person` is None. Decided once, with what the rule found, and kept."""

    person: int | None
    attributes: Attributes = ()
    front: bool = True
    forced: bool = False
    why: tuple[str, ...] = ()
    instead: int | None = None
    """Of whoever comes in the place of somebody on deck: the last turn so far.

    It falls with any decision that is taken back after it: what it was found by is not so any more.
    """


class TurnExtended(Struct, frozen=True, tag_field="kind", tag="turn-extended"):
    """The speaker got more time."""

    turn: int
    seconds: int
    by: int


class TurnWarned(Struct, frozen=True, tag_field="kind", tag="turn-warned"):
    """The speaker was told that little time is left."""

    turn: int


class TurnTimeUp(Struct, frozen=True, tag_field="kind", tag="turn-time-up"):
    """The speaker's time is up; the floor stays theirs until a moderator or they end it."""

    turn: int


FloorEvent = Absent | FloorGiven | FloorLeft | CalledNext | TurnExtended | TurnWarned | TurnTimeUp
