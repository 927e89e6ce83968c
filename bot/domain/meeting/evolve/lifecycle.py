"""The meeting as a whole: before, opening, closing, and what comes after."""

from dataclasses import replace
from typing import assert_never

from bot.domain.meeting.events import (
    Cancelled,
    ChannelOpened,
    Closed,
    HandedOver,
    Invited,
    Left,
    LifecycleEvent,
    Moved,
    Opened,
    Reminded,
    Stayed,
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
        case Stayed(person):
            return _stay(meeting, person, stays=True)
        case Left(person):
            return _stay(meeting, person, stays=False)
        case ChannelOpened() | HandedOver():
            return _channel(meeting, event)
    assert_never(event)


def _moderated(meeting: Meeting, by: int | None) -> Meeting:
    return meeting if by is None else replace(meeting, moderators=meeting.moderators | {by})


def _stay(meeting: Meeting, person: int, *, stays: bool) -> Meeting:
    known = meeting.participants.get(person)
    if known is None:
        return meeting
    return replace(meeting, participants={**meeting.participants, person: replace(known, stays=stays)})


def _channel(meeting: Meeting, event: ChannelOpened | HandedOver) -> Meeting:
    waiting = meeting.to_hand_over
    match event:
        case ChannelOpened(place, handed_over):
            waiting = waiting if handed_over else waiting | {place}
            return replace(meeting, channels=(*meeting.channels, place), to_hand_over=waiting)
        case HandedOver(place):
            return replace(meeting, to_hand_over=waiting - {place})
    assert_never(event)
