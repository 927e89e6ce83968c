"""Questions to moderators; decisions and their undoing are the fold's own business."""

from dataclasses import replace
from datetime import datetime

from bot.domain.meeting.facts import ConfirmationAsked
from bot.domain.meeting.state import Asked, Meeting


def apply_question(meeting: Meeting, fact: ConfirmationAsked, at: datetime) -> Meeting:
    """A question waits for its answer."""
    return replace(meeting, asked=Asked(fact.what, fact.by, at))
