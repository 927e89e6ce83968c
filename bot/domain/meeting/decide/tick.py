"""What the clock brings about by itself: warnings, ends, the next phase, and what goes out beforehand."""

from datetime import datetime

from bot.domain.meeting.decide.phases import begin
from bot.domain.meeting.events import (
    Event,
    Invited,
    Opened,
    PhaseHalved,
    PhaseTimeUp,
    PhaseWarned,
    RecordedEvent,
    Reminded,
    TurnTimeUp,
    TurnWarned,
)
from bot.domain.meeting.fold import fold
from bot.domain.meeting.schedule import DueMoment, phase_plan, still_due
from bot.domain.meeting.state import Meeting


def tick(meeting: Meeting, now: datetime) -> tuple[Event, ...]:
    """Everything that is due, in order.

    Several moments may have passed while the process was down: a warning whose end has passed too is
    left out, since people are better told once what is true now.
    """
    events: list[Event] = []
    while (due := still_due(meeting, now)) and due[0].at <= now:
        step = _happen(meeting, due[0], now)
        events += step
        meeting = fold(meeting, [RecordedEvent(event, now) for event in step])
    return tuple(events)


def _happen(meeting: Meeting, due: DueMoment, now: datetime) -> tuple[Event, ...]:
    passed = {d.what for d in still_due(meeting, now) if d.at <= now}
    if "open" in passed:
        # The opening says all that an invitation or a reminder would.
        return (Opened(meeting.plan, None),)
    match due.what:
        case "invite":
            return (Invited(),)
        case "remind":
            return (Reminded(),)
        case "phase-half" if "phase-end" not in passed:
            return (PhaseHalved(due.number),)
        case "turn-warning" if "turn-end" not in passed:
            return (TurnWarned(due.number),)
        case "turn-warning" | "turn-end":
            return (TurnTimeUp(due.number),)
        case "phase-warning" if "phase-end" not in passed:
            return (PhaseWarned(due.number),)
        case _:
            return _end_phase(meeting, due.number)


def _end_phase(meeting: Meeting, run: int) -> tuple[Event, ...]:
    following = _following(meeting)
    if following is None:
        return (PhaseTimeUp(run),)
    return (PhaseTimeUp(run), *begin(meeting, following, None))


def _following(meeting: Meeting) -> int | None:
    """The phase that starts by itself once the present one is over."""
    phase = meeting.phase
    if phase is None or not phase_plan(meeting, phase).advances:
        return None
    following = phase.index + 1
    return following if following < len(meeting.plan.phases) else None
