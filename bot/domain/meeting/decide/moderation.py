"""What moderators decide: asked about where it is rarely meant, kept as a whole, and taken back."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.domain.meeting.events import ConfirmationAsked, DecisionMade, Event, Question, Undone
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Name, Refusal, refuse

SAME_MOMENT = timedelta(seconds=3)
"""What two moderators do closer together than this is taken as meant for the same thing."""
ONE_TAP = timedelta(seconds=1)
"""What one moderator sends twice within this was meant once."""
ANSWER_WITHIN = timedelta(seconds=60)
"""How long a question waits for the command again."""


def unanswered(meeting: Meeting, what: Question, by: int, now: datetime) -> tuple[Event, ...] | None:
    """What happens in place of a thing that is asked about; None if the command was sent again, meaning yes.

    Sent twice with one tap it was not read what is asked, and the question stays.
    """
    asked = meeting.asked.get(by)
    if asked is None or asked.what != what or now - asked.at > ANSWER_WITHIN:
        return (ConfirmationAsked(what, by),)
    return () if within(ONE_TAP, asked.at, now) else None


def within(length: timedelta, before: datetime, now: datetime) -> bool:
    """Whether so little time has passed; no time at all has where the clock was set back."""
    return timedelta(0) <= now - before < length


def same_moment(
    meeting: Meeting, name: str, by: int, now: datetime, also: Collection[str] = ()
) -> Refusal | None:
    """A refusal where it was done just now: by the other moderator, as some other things, or with one tap."""
    recent = meeting.recent
    if recent is None:
        return None
    if recent.by == by and recent.name == name and within(ONE_TAP, recent.at, now):
        return refuse("refused-same-tap", what=CommandText(name))
    if recent.by != by and recent.name in (name, *also) and within(SAME_MOMENT, recent.at, now):
        return refuse("refused-same-moment", who=Name(recent.by), what=CommandText(recent.name))
    return None


def meant_at(meeting: Meeting, now: datetime, sent: datetime | None) -> datetime:
    """When it was meant: what was sent before the latest decision, and is read after it, beside that one."""
    recent = meeting.recent
    return recent.at if recent and sent and sent < recent.at <= now else now


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
