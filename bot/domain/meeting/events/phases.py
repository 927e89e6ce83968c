"""The agenda as it is really held."""

from dataclasses import dataclass
from typing import Literal


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
class PhaseHalved:
    """Half of the phase is over: moderators are told who has not been heard."""

    run: int
    kind: Literal["phase-halved"] = "phase-halved"


@dataclass(frozen=True)
class PhaseWarned:
    """The rooms were told that the phase ends soon."""

    run: int
    kind: Literal["phase-warned"] = "phase-warned"


@dataclass(frozen=True)
class PhaseTimeUp:
    """The time of the phase is up; the next one starts when a moderator says so, or by the plan."""

    run: int
    kind: Literal["phase-time-up"] = "phase-time-up"


PhaseEvent = (
    PhaseStarted | PhaseExtended | PhasePaused | PhaseResumed | PhaseHalved | PhaseWarned | PhaseTimeUp
)
