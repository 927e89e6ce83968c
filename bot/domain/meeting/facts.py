"""Everything that can happen in a meeting, one frozen value each, as the log keeps it.

A fact is never changed or removed. `kind` is its name in the log; if a fact must ever mean something else,
it gets a new kind and the old one stays readable. People are numbers here, free texts are ids.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.identity import Place
from bot.domain.plan import Plan

Attributes = tuple[str | None, ...]
"""A person's value on each dimension of the queue, in its order; None is not stated."""


@dataclass(frozen=True)
class Invited:
    """The invitation went to the rooms."""

    kind: Literal["invited"] = "invited"


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
class Admitted:
    """Somebody takes part for the first time and gets their number."""

    person: int
    mode: str
    badge: int
    """Their number among the guests, or among the people of the hall ("Hall 7")."""
    kind: Literal["admitted"] = "admitted"


@dataclass(frozen=True)
class Identified:
    """Somebody said where they belong; a value of None is "not stated"."""

    person: int
    values: Mapping[str, str | None]
    kind: Literal["identified"] = "identified"


@dataclass(frozen=True)
class Named:
    """Somebody changed the name shown (which stands in the person table alone)."""

    person: int
    kind: Literal["named"] = "named"


@dataclass(frozen=True)
class Joined:
    """A new ticket. Tickets are numbered in the order of joining."""

    person: int
    ticket: int
    text: str | None = None
    """The id of a text that is to be read aloud."""
    kind: Literal["joined"] = "joined"


@dataclass(frozen=True)
class Withdrawn:
    """Somebody left the queue."""

    person: int
    kind: Literal["withdrawn"] = "withdrawn"


@dataclass(frozen=True)
class FloorGiven:
    """Somebody has the floor. What the rule found is part of the fact, so that replay never asks it again."""

    person: int
    turn: int
    attributes: Attributes
    front: bool
    forced: bool
    by: int | None
    kind: Literal["floor-given"] = "floor-given"


@dataclass(frozen=True)
class FloorLeft:
    """A turn is over."""

    turn: int
    why: Literal["done", "next", "phase", "close"]
    kind: Literal["floor-left"] = "floor-left"


@dataclass(frozen=True)
class CalledNext:
    """Who is on deck; nobody if `person` is None. Decided once, with what the rule found, and kept."""

    person: int | None
    attributes: Attributes = ()
    front: bool = True
    forced: bool = False
    kind: Literal["called-next"] = "called-next"


@dataclass(frozen=True)
class TurnWarned:
    """The speaker was told that little time is left."""

    turn: int
    kind: Literal["turn-warned"] = "turn-warned"


@dataclass(frozen=True)
class TurnEnded:
    """The speaker's time is up; the floor stays theirs until a moderator or they end it."""

    turn: int
    kind: Literal["turn-ended"] = "turn-ended"


@dataclass(frozen=True)
class PhaseStarted:
    """A phase begins; `run` counts the starts of phases, so that a phase played twice is told apart."""

    index: int
    run: int
    by: int | None
    kind: Literal["phase-started"] = "phase-started"


@dataclass(frozen=True)
class PhaseExtended:
    """A phase got more time."""

    run: int
    seconds: int
    by: int | None
    kind: Literal["phase-extended"] = "phase-extended"


@dataclass(frozen=True)
class PhasePaused:
    """The clocks of the phase and of the speaker stand still."""

    run: int
    by: int | None
    kind: Literal["phase-paused"] = "phase-paused"


@dataclass(frozen=True)
class PhaseResumed:
    """The clocks go on."""

    run: int
    by: int | None
    kind: Literal["phase-resumed"] = "phase-resumed"


@dataclass(frozen=True)
class PhaseWarned:
    """The rooms were told that the phase ends soon."""

    run: int
    kind: Literal["phase-warned"] = "phase-warned"


@dataclass(frozen=True)
class PhaseEnded:
    """The time of the phase is up; the next one starts when a moderator says so, or by the plan."""

    run: int
    kind: Literal["phase-ended"] = "phase-ended"


@dataclass(frozen=True)
class ConfirmationAsked:
    """A moderator was asked to say it again before something is done."""

    what: Literal["next", "close"]
    by: int
    kind: Literal["confirmation-asked"] = "confirmation-asked"


@dataclass(frozen=True)
class DecisionMade:
    """What follows with the same cause is one moderator's decision, which `undo` takes back whole."""

    decision: int
    name: str
    by: int
    kind: Literal["decision-made"] = "decision-made"


@dataclass(frozen=True)
class Undone:
    """The latest decision not yet undone was taken back."""

    decision: int
    by: int
    kind: Literal["undone"] = "undone"


@dataclass(frozen=True)
class Stayed:
    """Somebody wants to go on after the meeting."""

    person: int
    kind: Literal["stayed"] = "stayed"


@dataclass(frozen=True)
class Left:
    """Somebody does not want to go on any more."""

    person: int
    kind: Literal["left"] = "left"


@dataclass(frozen=True)
class Closed:
    """The meeting is over."""

    by: int | None
    kind: Literal["closed"] = "closed"


@dataclass(frozen=True)
class ChannelOpened:
    """The coordination channel of one platform exists."""

    place: Place
    kind: Literal["channel-opened"] = "channel-opened"


Fact = (
    Invited
    | Reminded
    | Opened
    | Admitted
    | Identified
    | Named
    | Joined
    | Withdrawn
    | FloorGiven
    | FloorLeft
    | CalledNext
    | TurnWarned
    | TurnEnded
    | PhaseStarted
    | PhaseExtended
    | PhasePaused
    | PhaseResumed
    | PhaseWarned
    | PhaseEnded
    | ConfirmationAsked
    | DecisionMade
    | Undone
    | Stayed
    | Left
    | Closed
    | ChannelOpened
)


@dataclass(frozen=True)
class Recorded:
    """A fact and when it happened."""

    fact: Fact
    at: datetime
