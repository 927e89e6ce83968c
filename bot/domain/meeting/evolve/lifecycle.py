"""The meeting as a whole: before, opening, closing, and what comes after."""

from typing import assert_never

from bot.domain.changing import replace
from bot.domain.meeting.events import (
    Cancelled,
    Closed,
    Invited,
    LifecycleEvent,
    Moved,
    Opened,
    Reminded,
)
from bot.domain.meeting.state import Meeting


def apply_lifecycle(meeting: Meeting, event: LifecycleEvent) -> Meeting:
    """The state after an event about the meeting as a whole."""
    match event:
        case Invited(told):
            return replace(meeting, invited=True, told=told)
        case Moved(told):
            later = meeting.told is not None and meeting.told.start != told.start
            return replace(meeting, told=told, reminded=meeting.reminded and not later)
        case Cancelled():
            return replace(meeting, invited=False, reminded=False, told=None)
        case Reminded():
            return replace(meeting, reminded=True)
        case Opened(plan, by):
            return replace(_moderated(meeting, by), plan=plan, status="open")
        case Closed(by):
            return replace(
                _moderated(meeting, by),
                status="closed",
                floor=None,
                on_deck=None,
                phase=None,
                asked={},
                checkpoints=(),
            )
    assert_never(event)


def _moderated(meeting: Meeting, by: int | None) -> Meeting:
    return meeting if by is None else replace(meeting, moderators=meeting.moderators | {by})
