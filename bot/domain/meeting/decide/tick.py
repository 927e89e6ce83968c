"""What the clock brings about by itself: warnings, ends, the next phase, and what goes out beforehand."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

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
    StageMissed,
    TurnTimeUp,
    TurnWarned,
)
from bot.domain.meeting.fold import fold
from bot.domain.meeting.schedule import ClockEvent, DueMoment, phase_plan, still_due
from bot.domain.meeting.state import Meeting


def tick(meeting: Meeting, now: datetime) -> tuple[Event, ...]:
    """Everything that is due, in order.

    Several moments may have passed while the process was down: a warning whose end has passed too is
    left out, since people are better told once what is true now.
    """
    events: list[Event] = []
    while due := [each for each in still_due(meeting, now) if each.at <= now]:
        step = _happen(meeting, min(due, key=_late), now)
        events += step
        meeting = fold(meeting, [RecordedEvent(event, now) for event in step])
    return tuple(events)


def _late(due: DueMoment) -> bool:
    """Whoever is missed on the Stage is told of last: a phase that has ended may need them no more."""
    return isinstance(due.event, StageMissed)


_OVERTAKEN: Mapping[type[ClockEvent], type[ClockEvent]] = MappingProxyType(
    {
        Invited: Opened,
        Reminded: Opened,
        PhaseHalved: PhaseTimeUp,
        PhaseWarned: PhaseTimeUp,
        TurnWarned: TurnTimeUp,
    }
)
"""What is left out where the other is due as well, which says all that is still true."""


def _happen(meeting: Meeting, due: DueMoment, now: datetime) -> tuple[Event, ...]:
    passed = {type(each.event): each.event for each in still_due(meeting, now) if each.at <= now}
    later = _OVERTAKEN.get(type(due.event))
    event = passed.get(later, due.event) if later else due.event
    return _end_phase(meeting, event) if isinstance(event, PhaseTimeUp) else (event,)


def _end_phase(meeting: Meeting, end: PhaseTimeUp) -> tuple[Event, ...]:
    following = _following(meeting)
    return (end,) if following is None else (end, *begin(meeting, following, None))


def _following(meeting: Meeting) -> int | None:
    """The phase that starts by itself once the present one is over."""
    phase = meeting.phase
    if phase is None or not phase_plan(meeting, phase).advances:
        return None
    following = phase.index + 1
    return following if following < len(meeting.plan.phases) else None
