"""Questions to moderators; decisions and their undoing are the fold's own business."""

from datetime import datetime

from bot.domain.changing import replace
from bot.domain.meeting.events import ConfirmationAsked
from bot.domain.meeting.pending import Asked
from bot.domain.meeting.state import Meeting


def apply_question(meeting: Meeting, event: ConfirmationAsked, at: datetime) -> Meeting:
    """A question waits for its answer, in place of an earlier one to the same moderator."""
    return replace(meeting, asked={**meeting.asked, event.by: Asked(event.what, at)})
