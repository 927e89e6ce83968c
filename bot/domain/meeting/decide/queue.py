"""Joining and leaving the queue, letting others pass, and adding people of the hall."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.meeting.events import (
    Admitted,
    Away,
    Event,
    Form,
    HandLowered,
    HandRaised,
    Identified,
    Joined,
    Passed,
    Rejoined,
    Returned,
    TextAttached,
    Withdrawn,
)
from bot.domain.meeting.state import Meeting, Spoken
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.message import Refusal, refuse
from bot.domain.plan import HALL

SLIP = timedelta(seconds=60)
"""How long whoever left the queue can have the same place back."""
REPLIES = 2
"""So many direct responses to one turn: a discussion is not to become a dialogue."""


def join(
    meeting: Meeting, person: int, text: str | None, form: Form, now: datetime, hand: str | None = None
) -> tuple[Event, ...] | Refusal:
    """One live statement a person, at the end of the queue, and beside it one point of order or response.

    Words that come later go with the ticket. Whoever has just left has the same ticket again.
    """
    ticket = meeting.ticket(person, aside=form != "statement")
    if ticket is not None and text is not None and form == ticket.form:
        return (TextAttached(person, text, ticket.aside),)
    if ticket is not None and hand is not None:
        return _raised_again(ticket, hand)
    if ticket is not None:
        return _already(ticket)
    back = _by_slip(meeting, person, form, now)
    if any(each.form == form for each in back) or (back and text is None):
        words = () if text is None else (TextAttached(person, text, form != "statement"),)
        return (Rejoined(person, tuple(each.ticket for each in back), hand), *words)
    if meeting.queue_closed and form != "point-of-order":
        return refuse("refused-queue-closed")
    refusal = _out_of_turn(meeting, person, form)
    if refusal is not None:
        return refusal
    return (Joined(person, meeting.counters.tickets + 1, text, form, hand),)


def _raised_again(ticket: Waiting, hand: str) -> tuple[Event, ...]:
    """Another hand stands for the place as well; whoever raises one is there."""
    known = ticket.hands is None or hand in ticket.hands
    raised: tuple[Event, ...] = () if known else (HandRaised(ticket.person, hand),)
    return (*raised, Returned(ticket.person)) if ticket.held else raised


def _by_slip(meeting: Meeting, person: int, form: Form, now: datetime) -> tuple[Waiting, ...]:
    """What somebody may have back: all that they have just left, or that alone which they ask for."""
    at, gone = meeting.left.get(person, (now, ()))
    if not timedelta(0) <= now - at <= SLIP:
        return ()
    return tuple(
        each
        for each in gone
        if form in ("statement", each.form)
        and meeting.ticket(person, aside=each.aside) is None
        and _out_of_turn(meeting, person, each.form) is None
    )


def _already(ticket: Waiting) -> Refusal:
    """Once is enough."""
    return refuse("refused-raised", form=ticket.form) if ticket.aside else refuse("refused-joined")


def _out_of_turn(meeting: Meeting, person: int, form: Form) -> Refusal | None:
    """What comes before the rule is asked is scarce, or a few could keep the floor among themselves."""
    if form == "point-of-order" and any(
        turn.person == person and turn.manner == "point-of-order" for turn in _of_phase(meeting)
    ):
        return refuse("refused-point-of-order")
    return _no_reply(meeting, person) if form == "reply" else None


def _of_phase(meeting: Meeting) -> tuple[Spoken, ...]:
    """The turns of the present phase."""
    return tuple(turn for turn in meeting.spoken if turn.run == meeting.run)


def _no_reply(meeting: Meeting, person: int) -> Refusal | None:
    """A direct response answers a statement that somebody else has just made, and only a few may."""
    turns = [turn.manner for turn in meeting.spoken]
    given = next((n for n, manner in enumerate(reversed(turns)) if manner != "reply"), len(turns))
    if given == len(turns) or meeting.spoken[-1 - given].person == person:
        return refuse("refused-reply")
    if given + sum(waiting.form == "reply" for waiting in meeting.queue) >= REPLIES:
        return refuse("refused-replies", most=REPLIES)
    return None


def withdraw(meeting: Meeting, person: int | None, form: Form | None = None) -> tuple[Event, ...] | Refusal:
    """Out of the queue with everything, or with what one has raised beside it alone."""
    if person is None or not meeting.tickets_of(person):
        return refuse("refused-not-queued")
    if form is None:
        return (Withdrawn(person),)
    ticket = meeting.ticket(person, aside=form != "statement")
    if ticket is None or ticket.form != form:
        return refuse("refused-not-raised", form=form)
    return (Withdrawn(person, ticket.aside),)


def lower(meeting: Meeting, person: int, hand: str) -> tuple[Event, ...]:
    """A hand is taken down: the place that it alone stood for goes with it, and no other."""
    for ticket in meeting.tickets_of(person):
        if ticket.hands == frozenset((hand,)):
            return (Withdrawn(person, ticket.aside),)
        if ticket.hands and hand in ticket.hands:
            return (HandLowered(person, hand),)
    spoken_for = meeting.floor.before.ticket if meeting.floor and meeting.floor.person == person else None
    if spoken_for and spoken_for.hands and hand in spoken_for.hands:
        return (HandLowered(person, hand),)
    return ()


def later(meeting: Meeting, person: int | None) -> tuple[Event, ...] | Refusal:
    """One step back: somebody else is called next."""
    if person is None or not meeting.tickets_of(person):
        return refuse("refused-not-queued")
    return (Passed(person, None),)


def away(meeting: Meeting, person: int | None) -> tuple[Event, ...] | Refusal:
    """Passed over until they are back."""
    tickets = meeting.tickets_of(person)
    if person is None or not tickets:
        return refuse("refused-not-queued")
    return () if all(each.held for each in tickets) else (Away(person),)


def ready(meeting: Meeting, person: int | None) -> tuple[Event, ...] | Refusal:
    """Back, or there all the time."""
    tickets = meeting.tickets_of(person)
    if person is None or not tickets:
        return refuse("refused-not-queued")
    return (Returned(person),) if any(each.held or each.passing for each in tickets) else ()


def walk_up(meeting: Meeting, people: Sequence[Mapping[str, str | None]]) -> tuple[Event, ...]:
    """People of the hall, one for each set of values, queued in that order."""
    events: list[Event] = []
    counters = meeting.counters
    for n, values in enumerate(people, start=1):
        person = counters.people + n
        events.append(Admitted(person, HALL, counters.hall + n))
        if values:
            events.append(Identified(person, values))
        events.append(Joined(person, counters.tickets + n))
    return tuple(events)
