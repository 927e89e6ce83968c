"""Where somebody stands in the queue, and roughly how long it will take."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from msgspec import Struct

from bot.domain.fair_queue import Call, CallingOrder, Ticket
from bot.domain.meeting.rule import accounts, callable_now, out_of_turn, tickets
from bot.domain.meeting.schedule import discussion_left, in_discussion, turn_left
from bot.domain.meeting.state import Meeting
from bot.domain.meeting.waiting.ticket import Waiting

Answer = TypeVar("Answer")


def calling_order(meeting: Meeting, most: int | None = None) -> tuple[Waiting, ...]:
    """The tickets that can be called, in the order they would be if nobody came or went; `most` of them."""
    first = out_of_turn(meeting)
    called = _ask(meeting, lambda order: tuple(order.all() if most is None else order.first(most)))
    return (*first, *(meeting.queue.numbered(ticket.joined) for ticket in called))[:most]


def _ask(meeting: Meeting, question: Callable[[CallingOrder], Answer]) -> Answer:
    basis = meeting.rule, accounts(meeting), _on_deck(meeting)
    return meeting.kept.ask(basis, tickets(meeting), question)


def _on_deck(meeting: Meeting) -> Call | None:
    """Who is on deck, as the rule found it when it was decided."""
    found = meeting.on_deck
    ticket = meeting.ticket(found.person) if found else None
    if found is None or ticket is None:
        return None
    return Call(Ticket(found.person, found.attributes, ticket.ticket), found.front, found.forced)


class QueuePosition(Struct, frozen=True):
    """A place in the queue (1 is next) and a rough waiting time in seconds; None while no turns are given."""

    place: int
    wait: int | None


def queue_position(
    meeting: Meeting, person: int, now: datetime, *, aside: bool = False
) -> QueuePosition | None:
    """The standing of somebody who waits; None while they are on hold or let others pass.

    An estimate: whoever comes or goes can move it.
    """
    place = _place(meeting, person, aside)
    if place is None:
        return None
    if not in_discussion(meeting):
        return QueuePosition(place, None)
    running = turn_left(meeting, meeting.floor, now) if meeting.floor else 0.0
    return QueuePosition(place, round(running + (place - 1) * meeting.plan.speaking_seconds))


def _place(meeting: Meeting, person: int, aside: bool) -> int | None:
    """Without ordering those who come behind."""
    ticket, first = meeting.ticket(person, aside=aside), out_of_turn(meeting)
    if ticket is None or aside:
        return first.index(ticket) + 1 if ticket in first else None
    before = _ask(meeting, lambda order: order.place(ticket.ticket))
    return None if before is None else len(first) + before + 1


def within_reach(meeting: Meeting, now: datetime) -> int:
    """For how many more of those who wait there is time."""
    running = turn_left(meeting, meeting.floor, now) if meeting.floor else 0.0
    turns = int((discussion_left(meeting, now) - running) // meeting.plan.speaking_seconds)
    return max(0, min(turns, len(callable_now(meeting))))
