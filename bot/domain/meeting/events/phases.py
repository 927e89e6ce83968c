"""The agenda as it is really held."""

from msgspec import Struct


class PhaseStarted(Struct, frozen=True, tag_field="kind", tag="phase-started"):
    """A phase begins; `run` counts the starts of phases, so that a phase played twice is told apart."""

    index: int
    run: int
    by: int | None


class PhaseExtended(Struct, frozen=True, tag_field="kind", tag="phase-extended"):
    """A phase got more time."""

    run: int
    seconds: int
    by: int | None


class PhasePaused(Struct, frozen=True, tag_field="kind", tag="phase-paused"):
    """The clocks of the phase and of the speaker stand still."""

    run: int
    by: int | None


class PhaseResumed(Struct, frozen=True, tag_field="kind", tag="phase-resumed"):
    """The clocks go on."""

    run: int
    by: int | None


class PhaseHalved(Struct, frozen=True, tag_field="kind", tag="phase-halved"):
    """Half of the phase is over: moderators are told who has not been heard."""

    run: int


class PhaseWarned(Struct, frozen=True, tag_field="kind", tag="phase-warned"):
    """The rooms were told that the phase ends soon."""

    run: int


class PhaseTimeUp(Struct, frozen=True, tag_field="kind", tag="phase-time-up"):
    """The time of the phase is up; the next one starts when a moderator says so, or by the plan."""

    run: int


PhaseEvent = (
    PhaseStarted | PhaseExtended | PhasePaused | PhaseResumed | PhaseHalved | PhaseWarned | PhaseTimeUp
)
