"""The agenda as it is really held."""

from datetime import datetime
from typing import assert_never

from bot.domain.changing import replace
from bot.domain.fair_queue import new_phase
from bot.domain.meeting.events import (
    PhaseEvent,
    PhaseExtended,
    PhaseHalved,
    PhasePaused,
    PhaseResumed,
    PhaseStarted,
    PhaseTimeUp,
    PhaseWarned,
)
from bot.domain.meeting.evolve.floor import leave
from bot.domain.meeting.phase_run import PhaseRun
from bot.domain.meeting.state import Meeting


def apply_phase(meeting: Meeting, event: PhaseEvent, at: datetime) -> Meeting:
    """The state after an event about a phase."""
    if isinstance(event, PhaseStarted):
        return _start(meeting, event, at)
    phase = meeting.phase
    if phase is None or phase.run != event.run:
        return meeting
    match event:
        case PhaseExtended(seconds=seconds):
            # More time means that its end is news again.
            changed = replace(phase, extra=phase.extra + seconds, warned=False, time_up=False)
            return replace(meeting, phase=changed)
        case PhasePaused():
            return replace(meeting, phase=replace(phase, paused_at=at))
        case PhaseResumed():
            return _resume(meeting, phase, at)
        case PhaseHalved():
            return replace(meeting, phase=replace(phase, halved=True))
        case PhaseWarned():
            return replace(meeting, phase=replace(phase, warned=True))
        case PhaseTimeUp():
            return replace(meeting, phase=replace(phase, halved=True, warned=True, time_up=True))
    assert_never(event)


def _start(meeting: Meeting, event: PhaseStarted, at: datetime) -> Meeting:
    if event.by is None and not _was_up(meeting.phase, event.index - 1):
        # It followed a phase by itself, and the decision that led to that phase was undone.
        return meeting
    if meeting.floor is not None:
        # A turn that an undo brought back after its end: it ends with its phase.
        meeting = leave(meeting, meeting.floor, at)
    return replace(
        meeting,
        phase=PhaseRun(event.index, event.run, at),
        on_deck=None,
        asked={},
        ledger=new_phase(meeting.ledger),
        counters=replace(meeting.counters, runs=event.run),
    )


def _was_up(phase: PhaseRun | None, index: int) -> bool:
    return phase is not None and phase.index == index and phase.time_up


def _resume(meeting: Meeting, phase: PhaseRun, at: datetime) -> Meeting:
    if phase.paused_at is None:
        return meeting
    stood = (at - phase.paused_at).total_seconds()
    floor = meeting.floor
    if floor is not None:
        # A turn that began during the pause stood still only since then.
        still = (at - max(phase.paused_at, floor.since)).total_seconds()
        floor = replace(floor, paused=floor.paused + still)
    going = replace(phase, paused=phase.paused + stood, paused_at=None)
    return replace(meeting, phase=going, floor=floor)
