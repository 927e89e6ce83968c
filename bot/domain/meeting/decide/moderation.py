"""What moderators decide: asked about where it is rarely meant, kept as a whole, and taken back."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.domain.meeting.events import ConfirmationAsked, DecisionMade, Event, Question, Undone
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Name, Refusal, refuse

SAME_MOMENT = timedelta(seconds=3)
"""What two moderators do closer together than this is taken as meant for the same thing."""
ANSWER_WITHIN = timedelta(seconds=60)
"""How long a question waits for the command again."""


def answered(meeting: Meeting, what: Question, by: int, now: datetime) -> bool:
    """Whether the same moderator was asked just now, so that the command again means yes."""
    asked = meeting.asked.get(by)
    return asked is not None and asked.what == what and now - asked.at <= ANSWER_WITHIN


def same_moment(meeting: Meeting, names: Collection[str], by: int, now: datetime) -> Refusal | None:
    """A refusal where the other moderator has done one of these things just now."""
    recent = meeting.recent
    if recent is None or recent.by == by or recent.name not in names:
        return None
    if not timedelta(0) <= now - recent.at < SAME_MOMENT:
        return None
    return refuse("refused-same-moment", who=Name(recent.by), what=CommandText(recent.name))


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
