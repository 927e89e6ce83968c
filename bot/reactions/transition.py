"""One event on its way to those who are told of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.meeting.state import Meeting


@dataclass(frozen=True)
class Transition:
    """An event's moment, the state it met, and the state at the end of its batch."""

    at: datetime
    before: Meeting
    end: Meeting
