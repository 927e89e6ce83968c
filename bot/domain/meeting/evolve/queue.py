"""Waiting for the floor."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.meeting.events import Joined, TextAttached
from bot.domain.meeting.state import Meeting, Waiting


def join(meeting: Meeting, event: Joined, at: datetime) -> Meeting:
    """A new ticket; a second one of the same person falls away."""
    meeting = replace(meeting, counters=replace(meeting.counters, tickets=event.ticket))
    participant = meeting.participants.get(event.person)
    if participant is None or meeting.waiting(event.person):
        return meeting
    ticket = Waiting(event.person, event.ticket, event.text, at, event.form)
    participants = {**meeting.participants, event.person: replace(participant, asked=True)}
    return replace(meeting, queue=(*meeting.queue, ticket), participants=participants)


def attach(meeting: Meeting, event: TextAttached) -> Meeting:
    """Words to be read aloud, on a ticket that waits."""
    return _changed(meeting, event.person, lambda waiting: replace(waiting, text=event.text))


def without(meeting: Meeting, person: int) -> Meeting:
    """A ticket less, and nobody on deck where it was theirs."""
    queue = tuple(w for w in meeting.queue if w.person != person)
    return replace(not_on_deck(meeting, person), queue=queue)


def not_on_deck(meeting: Meeting, person: int) -> Meeting:
    """Nobody is on deck where it was this person."""
    on_deck = meeting.on_deck
    return replace(meeting, on_deck=None) if on_deck and on_deck.person == person else meeting


def let_pass(meeting: Meeting, person: int) -> Meeting:
    """A ticket that is not to be called at the next call."""
    return _changed(not_on_deck(meeting, person), person, lambda waiting: replace(waiting, passing=True))


def come_back(meeting: Meeting, person: int) -> Meeting:
    """A ticket that is callable again."""
    return _changed(meeting, person, lambda waiting: replace(waiting, held=False, passing=False))


def put_back(meeting: Meeting, ticket: Waiting) -> Meeting:
    """A ticket in its old place; a newer one of the same person falls away."""
    others = [w for w in meeting.queue if w.person != ticket.person]
    return replace(meeting, queue=tuple(sorted((*others, ticket), key=lambda w: w.ticket)))


def _changed(meeting: Meeting, person: int, change: Callable[[Waiting], Waiting]) -> Meeting:
    queue = tuple(change(waiting) if waiting.person == person else waiting for waiting in meeting.queue)
    return replace(meeting, queue=queue)
