"""The queue in the moderators' hands: adding and removing people, clearing it, closing and reopening it."""

from datetime import datetime

from bot.domain.meeting.decide.moderation import unanswered
from bot.domain.meeting.decide.words import awaits
from bot.domain.meeting.events import (
    Event,
    HandsTold,
    Joined,
    QueueCleared,
    QueueClosed,
    QueueReopened,
    Removed,
    TextAttached,
)
from bot.domain.meeting.state import Meeting
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.message import Name, Refusal, refuse


def add(meeting: Meeting, person: int, by: int) -> tuple[Event, ...] | Refusal:
    """Somebody who takes part already is queued by a moderator, as if they had raised a hand."""
    if meeting.ticket(person) is not None:
        return refuse("refused-waits", who=Name(person))
    return (Joined(person, meeting.counters.tickets + 1, by=by),)


def add_words(meeting: Meeting, person: int, text: str, by: int) -> tuple[Event, ...] | Refusal:
    """Words of somebody who takes part already are to be read aloud; what they handed in stays."""
    if awaits(meeting, text) is not None:
        return refuse("refused-words-known")
    ticket = meeting.ticket(person)
    if ticket is None:
        return (Joined(person, meeting.counters.tickets + 1, text, by=by),)
    if ticket.texts:
        return refuse("refused-words-there", who=Name(person))
    return (TextAttached(person, text, aside=False, by=by),)


def remove(meeting: Meeting, person: int, by: int, ticket: Waiting | None) -> tuple[Event, ...] | Refusal:
    """Somebody is put out: with one ticket of theirs, or with all that they wait for."""
    if not meeting.tickets_of(person):
        return refuse("refused-waits-not", who=Name(person))
    return (Removed(person, by, None if ticket is None else ticket.aside),)


def clear(meeting: Meeting, by: int, now: datetime) -> tuple[Event, ...] | Refusal:
    """Everybody is put out, asked about once before it is done."""
    if not meeting.queue:
        return refuse("refused-nobody-waits")
    question = unanswered(meeting, "clear", by, now)
    return (QueueCleared(by),) if question is None else question


def close_queue(meeting: Meeting, by: int) -> tuple[Event, ...] | Refusal:
    """No new hands from now on; points of order and withdrawing go on."""
    if meeting.queue_closed:
        return refuse("refused-queue-is-closed")
    return (QueueClosed(by),)


def open_queue(meeting: Meeting, by: int) -> tuple[Event, ...] | Refusal:
    """Hands are taken again."""
    if not meeting.queue_closed:
        return refuse("refused-queue-is-open")
    return (QueueReopened(by),)


def tell_hands(meeting: Meeting, told: bool, by: int) -> tuple[Event, ...] | Refusal:
    """Moderators hear of each new hand, or do not: in a large room that would be too much."""
    if meeting.hands_told == told:
        return refuse("refused-hands-told" if told else "refused-hands-not-told")
    return (HandsTold(told, by),)
