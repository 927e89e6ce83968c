"""The agenda: every room hears of each phase once when it starts, before it ends, and when its time is up."""

from datetime import timedelta
from typing import assert_never

from bot.domain.meeting.balance import unheard
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
from bot.domain.meeting.schedule import in_discussion, phase_end, phase_left
from bot.domain.meeting.state import Meeting
from bot.domain.message import (
    Argument,
    Duration,
    Label,
    Listing,
    Message,
    Moment,
    Name,
    PlanText,
    offering,
    say,
)
from bot.reactions.effects import Effect, Tell, Transition
from bot.views import marks
from bot.views.moderating import extend, next_turn, onwards, undo
from bot.views.panel import BALANCE


def of_phase(event: PhaseEvent, transition: Transition) -> list[Effect]:
    """Who is told of an event about a phase."""
    phase = transition.end.phase
    if phase is None or phase.run != event.run:
        # Something later in the same batch replaced it; of a phase that just ended people are told once.
        return []
    title = title_of(phase.index)
    match event:
        case PhaseStarted():
            return _started(transition.end)
        case PhaseHalved():
            return _half(transition, title)
        case PhaseWarned():
            return _everywhere(say("phase-warning", title=title, left=_left(transition)), transition)
        case PhaseTimeUp():
            over = say("phase-time-up", title=title)
            return [Tell("rooms", over), Tell("moderators", _what_now(transition.end, title))]
        case PhaseExtended(seconds=seconds, by=by):
            more = Duration(seconds)
            return [
                Tell("rooms", _extended(transition, title, more)),
                *_moderators("phase-extended-by", by, transition.end, more=more),
            ]
        case PhasePaused(by=by):
            return [
                Tell("rooms", say("phase-paused", title=title)),
                *_moderators("phase-paused-by", by, transition.end),
            ]
        case PhaseResumed(by=by):
            resumed = say("phase-resumed", title=title, left=_left(transition))
            return [Tell("rooms", resumed), *_moderators("phase-resumed-by", by, transition.end)]
    assert_never(event)


def _started(meeting: Meeting) -> list[Effect]:
    """Everybody reads it; the moderators can give the floor from there, where turns are given."""
    told = started(meeting)
    onward = (next_turn(meeting),) if in_discussion(meeting) else ()
    return [Tell("rooms", told), Tell("moderators", offering(told, *onward))]


def _extended(transition: Transition, title: PlanText, more: Duration) -> Message:
    end = phase_end(transition.end)
    if end is None:
        return say("phase-extended-paused", title=title, more=more)
    return say("phase-extended", title=title, more=more, end=Moment(end, since=transition.at))


def started(meeting: Meeting) -> Message:
    """That a phase begins, what it is about, and until when."""
    if meeting.phase is None:
        raise ValueError("no phase has started")
    index, end = meeting.phase.index, phase_end(meeting)
    now, *later = meeting.plan.phases[index:]
    until, text = (
        Moment(end or meeting.phase.since, since=meeting.phase.since),
        PlanText(("phases", str(index), "text")),
    )
    if meeting.queue_closed:
        return say("phase-started-closed", title=title_of(index), end=until, text=text)
    return say(
        "phase-started",
        title=title_of(index),
        end=until,
        text=text,
        kind=now.kind,
        discussion="follows" if any(phase.gives_turns for phase in later) else "none",
    )


def title_of(index: int) -> PlanText:
    """The title of a phase of the plan."""
    return PlanText(("phases", str(index), "title"))


def _half(transition: Transition, title: PlanText) -> list[Effect]:
    """A word to the moderators about the constituencies that are there and have not been heard."""
    dimension = transition.end.plan.dimensions[0].id
    names = tuple(Label(dimension, code) for code in unheard(transition.end, transition.at))
    if not names:
        return []
    half = offering(say("phase-half", title=title, groups=Listing(names)), BALANCE)
    return [Tell("moderators", half)]


def _everywhere(message: Message, transition: Transition) -> list[Effect]:
    end = phase_end(transition.end)
    expires = end + timedelta(minutes=1) if end else None
    return [Tell("rooms", message, expires=expires), Tell("moderators", message, expires=expires)]


def _what_now(meeting: Meeting, title: PlanText) -> Message:
    return offering(say("phase-time-up-moderators", title=title), onwards(meeting), extend(meeting))


def _moderators(key: str, by: int | None, end: Meeting, **arguments: Argument) -> list[Effect]:
    if by is None:
        return []
    told = Message(key, {"by": Name(by), **arguments})
    return [Tell("moderators", offering(told, undo(marks.of_decision(end))))]


def _left(transition: Transition) -> Duration:
    return Duration(round(phase_left(transition.end, transition.at) or 0))
