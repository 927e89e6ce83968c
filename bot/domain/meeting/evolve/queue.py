"""Waiting for the floor."""

from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from bot.domain.changing import replace
from bot.domain.meeting.events import (
    Away,
    HandLowered,
    HandRaised,
    HandsTold,
    Joined,
    Passed,
    QueueCleared,
    QueueClosed,
    QueueControlEvent,
    QueueEvent,
    QueueReopened,
    Rejoined,
    Removed,
    Returned,
    TextAttached,
    TextRemoved,
    TextRevised,
    Withdrawn,
)
from bot.domain.meeting.evolve.stage import here
from bot.domain.meeting.state import Meeting
from bot.domain.meeting.waiting.line import Line
from bot.domain.meeting.waiting.ticket import Waiting


def apply_queue(meeting: Meeting, event: QueueEvent, at: datetime) -> Meeting:
    """The state after an event about the queue."""
    match event:
        case Joined():
            return _join(meeting, event, at)
        case HandRaised() | HandLowered():
            return _of_hand(meeting, event)
        case TextAttached():
            return _attach(meeting, event)
        case TextRevised():
            return meeting  # What the text says stands beside the log.
        case TextRemoved(_, text):
            return _without_words(meeting, text)
        case Withdrawn():
            return _withdraw(meeting, event, at)
        case Rejoined():
            return _rejoin(meeting, event)
        case Passed() | Away() | Returned():
            return _of_readiness(meeting, event)
        case _:
            return _control(meeting, event)


def _of_readiness(meeting: Meeting, event: Passed | Away | Returned) -> Meeting:
    """Whether somebody can be called."""
    match event:
        case Passed(person):
            return _let_pass(meeting, person)
        case Away(person):
            return hold(meeting, person)
        case Returned(person):
            return come_back(here(meeting, person), person)
    assert_never(event)


def _control(meeting: Meeting, event: QueueControlEvent) -> Meeting:
    """What a moderator does to the queue."""
    match event:
        case Removed(person, aside=aside):
            return without(meeting, person, aside)
        case QueueCleared():
            return replace(meeting, queue=Line(), on_deck=None, asked={}, left={})
        case QueueClosed():
            return replace(meeting, queue_closed=True)
        case QueueReopened():
            return replace(meeting, queue_closed=False)
        case HandsTold(told=told):
            return replace(meeting, hands_told=told)
    assert_never(event)


def _join(meeting: Meeting, event: Joined, at: datetime) -> Meeting:
    """A new ticket; a second one of the same person and sort goes into the one they have."""
    meeting = replace(meeting, counters=replace(meeting.counters, tickets=event.ticket))
    participant = meeting.participants.get(event.person)
    if participant is None:
        return meeting
    hands = None if event.hand is None else frozenset((event.hand,))
    texts = () if event.text is None else (event.text,)
    ticket = Waiting(event.person, event.ticket, texts, at, event.form, hands=hands)
    first = meeting.ticket(event.person, aside=event.aside)
    participants = {**meeting.participants, event.person: replace(participant, asked=True)}
    queued = put_back(here(meeting, event.person), together(first, ticket) if first else ticket)
    return replace(queued, participants=participants)


def _withdraw(meeting: Meeting, event: Withdrawn, at: datetime) -> Meeting:
    """Out of the queue; for a while what was left can be had back."""
    gone = tuple(w for w in meeting.tickets_of(event.person) if event.aside in (None, w.aside))
    left = without(meeting, event.person, event.aside)
    return replace(left, left={**meeting.left, event.person: (at, gone)}) if gone else left


def _rejoin(meeting: Meeting, event: Rejoined) -> Meeting:
    """The same tickets again; whoever comes back is there, and lets others pass if they did before."""
    _, gone = meeting.left.get(event.person, (None, ()))
    back = [each for each in gone if each.ticket in event.tickets]
    left = {who: each for who, each in meeting.left.items() if who != event.person}
    again = replace(here(meeting, event.person), left=left)
    for ticket in back if event.person in meeting.participants else ():
        there = replace(ticket, held=False, hands=_stood_for(ticket, event.hand))
        live = again.ticket(event.person, aside=ticket.aside)
        again = put_back(again, together(there, live) if live else there)
    return again


def _stood_for(ticket: Waiting, hand: str | None) -> frozenset[str] | None:
    """What was asked for in words is ended by no hand, and what a hand had made by the new one."""
    return None if ticket.hands is None or hand is None else frozenset((hand,))


def _attach(meeting: Meeting, event: TextAttached) -> Meeting:
    """Words to be read aloud, on a ticket that waits."""

    def attached(waiting: Waiting) -> Waiting:
        if event.aside not in (None, waiting.aside):
            return waiting
        return replace(waiting, texts=(*waiting.texts[:-1], event.text))

    return _changed(meeting, event.person, attached)


def _without_words(meeting: Meeting, text: str) -> Meeting:
    """Words less, wherever they wait, are read aloud, or would be again if the speaker were absent."""

    def left_of(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in texts if each != text)

    def silent(waiting: Waiting) -> Waiting:
        return replace(waiting, texts=left_of(waiting.texts)) if text in waiting.texts else waiting

    gone = {who: (at, tuple(map(silent, tickets))) for who, (at, tickets) in meeting.left.items()}
    left, floor = replace(meeting, queue=Line(map(silent, meeting.queue)), left=gone), meeting.floor
    if floor is None:
        return left
    before = replace(floor.before, ticket=floor.before.ticket and silent(floor.before.ticket))
    return replace(left, floor=replace(floor, texts=left_of(floor.texts), before=before))


def without(meeting: Meeting, person: int, aside: bool | None = None) -> Meeting:
    """A person's tickets less, or one sort of them; nobody is on deck any more where it was theirs."""
    stay = (ticket for ticket in meeting.tickets_of(person) if aside not in (None, ticket.aside))
    left = meeting if aside else not_on_deck(meeting, person)
    return replace(left, queue=meeting.queue.exchanged(person, stay))


def not_on_deck(meeting: Meeting, person: int) -> Meeting:
    """Nobody is on deck where it was this person."""
    on_deck = meeting.on_deck
    return replace(meeting, on_deck=None) if on_deck and on_deck.person == person else meeting


def _let_pass(meeting: Meeting, person: int) -> Meeting:
    """Tickets that are not to be called at the next call."""
    return _changed(not_on_deck(meeting, person), person, lambda waiting: replace(waiting, passing=True))


def none_passing(meeting: Meeting) -> Meeting:
    """Whoever let others pass has done so."""
    if not any(ticket.passing for ticket in meeting.queue.resting):
        return meeting
    back = (replace(ticket, passing=False) if ticket.passing else ticket for ticket in meeting.queue)
    return replace(meeting, queue=Line(back))


def come_back(meeting: Meeting, person: int) -> Meeting:
    """Tickets that are callable again."""
    return _changed(meeting, person, lambda waiting: replace(waiting, held=False, passing=False))


def hold(meeting: Meeting, person: int) -> Meeting:
    """Tickets of somebody who is not there: they wait, and cannot be called."""
    left = not_on_deck(meeting, person)
    return _changed(left, person, lambda waiting: replace(waiting, held=True, passing=False))


def put_back(meeting: Meeting, ticket: Waiting) -> Meeting:
    """A ticket in its place, instead of another one of the same person and sort."""
    others = [each for each in meeting.tickets_of(ticket.person) if each.aside != ticket.aside]
    return replace(meeting, queue=meeting.queue.exchanged(ticket.person, (*others, ticket)))


def together(ticket: Waiting, newer: Waiting) -> Waiting:
    """A ticket that stands for two of one person: nothing of the newer one is lost but its place.

    Their hands end it when all are down, unless one of the two was asked for in words.
    """
    words = None in (ticket.hands, newer.hands)
    hands = (ticket.hands or frozenset()) | (newer.hands or frozenset())
    return replace(ticket, texts=ticket.texts + newer.texts, hands=None if words else hands)


def _of_hand(meeting: Meeting, event: HandRaised | HandLowered) -> Meeting:
    return _raise_hand(meeting, event) if isinstance(event, HandRaised) else _lower_hand(meeting, event)


def _raise_hand(meeting: Meeting, event: HandRaised) -> Meeting:
    """One more hand for a place that a hand has made."""

    def raised(waiting: Waiting) -> Waiting:
        return waiting if waiting.hands is None else replace(waiting, hands=waiting.hands | {event.hand})

    return _changed(meeting, event.person, raised)


def _lower_hand(meeting: Meeting, event: HandLowered) -> Meeting:
    """One hand less, also of the ticket that would be restored if the speaker were absent."""

    def lowered(waiting: Waiting) -> Waiting:
        return waiting if waiting.hands is None else replace(waiting, hands=waiting.hands - {event.hand})

    left, floor = _changed(meeting, event.person, lowered), meeting.floor
    if floor is None or floor.person != event.person or floor.before.ticket is None:
        return left
    before = replace(floor.before, ticket=lowered(floor.before.ticket))
    return replace(left, floor=replace(floor, before=before))


def _changed(meeting: Meeting, person: int, change: Callable[[Waiting], Waiting]) -> Meeting:
    return replace(meeting, queue=meeting.queue.exchanged(person, map(change, meeting.tickets_of(person))))
