"""The minutes: what people add to them."""

from datetime import datetime
from typing import assert_never

from bot.domain.changing import replace
from bot.domain.meeting.events import InMinutes, MinutesEvent, Noted
from bot.domain.meeting.state import Meeting
from bot.domain.minutes.record import Note


def apply_minutes(meeting: Meeting, event: MinutesEvent, at: datetime) -> Meeting:
    """The state after an event about the minutes."""
    match event:
        case InMinutes(person, agrees):
            return replace(meeting, record=meeting.record.asked(person, agrees))
        case Noted(person, text):
            return replace(meeting, record=meeting.record.noted(Note(text, person, at)))
    assert_never(event)
