"""What the clock brings about by itself: warnings, ends, the next phase, and what goes out beforehand."""

from datetime import datetime

from bot.domain.meeting.clock import DueMoment, phase_plan, still_due
from bot.domain.meeting.decide.phases import begin
from bot.domain.meeting.facts import (
    Fact,
    Invited,
    Opened,
    PhaseTimeUp,
    PhaseWarned,
    Recorded,
    Reminded,
    TurnTimeUp,
    TurnWarned,
)
from bot.domain.meeting.fold import fold
from bot.domain.meeting.state import Meeting, PhaseRun, Turn


def tick(meeting: Meeting, now: datetime) -> tuple[Fact, ...]:
    """Everything that is due, in order.

    Several moments may have passed while the process was down: a warning whose end has passed too is
    left out, since people are better told once what is true now.
    """
    facts: list[Fact] = []
    while (due := still_due(meeting, now)) and due[0].at <= now:
        step = _happen(meeting, due[0], now)
        facts += step
        meeting = fold(meeting, [Recorded(fact, now) for fact in step])
    return tuple(facts)


def _happen(meeting: Meeting, due: DueMoment, now: datetime) -> tuple[Fact, ...]:
    passed = {d.what for d in still_due(meeting, now) if d.at <= now}
    if "open" in passed:
        return (Opened(meeting.plan, None),)
    if due.what == "invite":
        return (Invited(),)
    if due.what == "remind":
        return (Reminded(),)
    if due.what in ("turn-warning", "turn-end") and meeting.floor:
        return _of_turn(meeting.floor, ended="turn-end" in passed)
    if meeting.phase:
        return _of_phase(meeting, meeting.phase, ended="phase-end" in passed)
    return ()


def _of_turn(turn: Turn, *, ended: bool) -> tuple[Fact, ...]:
    if ended:
        return (TurnTimeUp(turn.number),)
    return (TurnWarned(turn.number),)


def _of_phase(meeting: Meeting, phase: PhaseRun, *, ended: bool) -> tuple[Fact, ...]:
    if not ended:
        return (PhaseWarned(phase.run),)
    last = phase.index + 1 == len(meeting.plan.phases)
    if phase_plan(meeting, phase).advances and not last:
        return (PhaseTimeUp(phase.run), *begin(meeting, phase.index + 1, None))
    return (PhaseTimeUp(phase.run),)
