"""Asking a moderator to say it again before something is done that is rarely meant."""

from datetime import datetime, timedelta
from typing import Literal

from bot.domain.meeting.state import Meeting

ANSWER_WITHIN = timedelta(seconds=60)
"""How long a question waits for the command again."""


def answered(meeting: Meeting, what: Literal["next", "close"], by: int, now: datetime) -> bool:
    """Whether the same moderator was asked just now, so that the command again means yes."""
    asked = meeting.asked
    return asked is not None and asked.what == what and asked.by == by and now - asked.at <= ANSWER_WITHIN
