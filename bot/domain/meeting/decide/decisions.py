"""A moderator's decision as a whole, and taking the latest one back."""

from collections.abc import Sequence

from bot.domain.meeting.events import ConfirmationAsked, DecisionMade, Event, Undone
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, refuse


def decided(meeting: Meeting, name: str, by: int, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events as one decision that can be undone; a mere question is none."""
    if all(isinstance(event, ConfirmationAsked) for event in events):
        return tuple(events)
    return (DecisionMade(meeting.counters.decisions + 1, name, len(events), by), *events)


def undo(meeting: Meeting, by: int) -> tuple[Event, ...] | Refusal:
    """Take back the latest decision that has not been taken back; again for the one before it."""
    if not meeting.checkpoints:
        return refuse("refused-nothing-to-undo")
    return (Undone(meeting.checkpoints[-1].decision, by),)
