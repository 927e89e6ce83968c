"""The agenda: starting it, moving in it, its time."""

from datetime import timedelta

from bot.domain.meeting.events import Event, FloorLeft, PhaseExtended, PhasePaused, PhaseResumed, PhaseStarted
from bot.domain.meeting.state import Meeting
from bot.domain.message import PlanText, Refusal, refuse

LONGEST_EXTENSION = timedelta(hours=3)


def begin(meeting: Meeting, index: int, by: int | None) -> tuple[Event, ...]:
    """The events of a phase beginning; who had the floor gives it back."""
    started = PhaseStarted(index, meeting.counters.runs + 1, by)
    if meeting.floor is None:
        return (started,)
    return (FloorLeft(meeting.floor.number, "phase"), started)


def start(meeting: Meeting, by: int) -> tuple[Event, ...] | Refusal:
    """The first phase."""
    if meeting.phase is not None:
        return refuse("refused-started", phase=_title(meeting.phase.index))
    return begin(meeting, 0, by)


def move(meeting: Meeting, steps: int, by: int) -> tuple[Event, ...] | Refusal:
    """The next phase (+1) or the one before (-1)."""
    phase = meeting.phase
    if phase is None:
        return refuse("refused-not-started")
    index = phase.index + steps
    if index < 0:
        return refuse("refused-first-phase", phase=_title(phase.index))
    if index >= len(meeting.plan.phases):
        return refuse("refused-last-phase", phase=_title(phase.index))
    return begin(meeting, index, by)


def extend(meeting: Meeting, seconds: int, by: int) -> tuple[Event, ...] | Refusal:
    """More time for the present phase."""
    phase = meeting.phase
    if phase is None:
        return refuse("refused-not-started")
    if not 0 < seconds <= LONGEST_EXTENSION.total_seconds():
        return refuse("refused-extension")
    return (PhaseExtended(phase.run, seconds, by),)


def pause(meeting: Meeting, by: int) -> tuple[Event, ...] | Refusal:
    """The clocks stand still."""
    phase = meeting.phase
    if phase is None:
        return refuse("refused-not-started")
    if phase.paused_at is not None:
        return refuse("refused-paused")
    return (PhasePaused(phase.run, by),)


def resume(meeting: Meeting, by: int) -> tuple[Event, ...] | Refusal:
    """The clocks go on."""
    phase = meeting.phase
    if phase is None:
        return refuse("refused-not-started")
    if phase.paused_at is None:
        return refuse("refused-not-paused")
    return (PhaseResumed(phase.run, by),)


def _title(index: int) -> PlanText:
    return PlanText(("phases", str(index), "title"))
