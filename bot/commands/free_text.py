"""Words that somebody hands in: kept beside the log, so that erasing their writer erases them."""

from msgspec import Struct

from bot.commands.model import Request
from bot.commands.participation import ensure_participant
from bot.domain.meeting.decision import Change, StoreText
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, TextRef, refuse

LONGEST_TEXT = 1000
"""So many characters can be read aloud, and fit into a message of any platform."""


class Words(Struct, frozen=True):
    """Somebody's words, who they are, and the change that keeps both."""

    person: int
    text: TextRef
    change: Change


def written(meeting: Meeting, request: Request) -> Words | Refusal:
    """The command's own words, kept under its cause."""
    text = request.text("text") or ""
    if len(text) > LONGEST_TEXT:
        return refuse("refused-long-words", most=LONGEST_TEXT)
    entered = ensure_participant(meeting, request)
    kept = Change((), (StoreText(request.cause, entered.person, text),))
    return Words(entered.person, TextRef(request.cause), entered.change + kept)
