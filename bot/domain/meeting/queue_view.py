"""Where somebody stands in the queue, and roughly how long it will take."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.fair_queue import Call, Ticket, order
from bot.domain.meeting.rule import accounts, callable_now, out_of_turn, tickets
from bot.domain.meeting.schedule import discussion_left, in_discussion, turn_left
from bot.domain.meeting.state import Meeting, Waiting


def calling_order(meeting: Meeting) -> tuple[Waiting, ...]:
    """Every ticket that can be called, in the order they would be if nobody came or went."""
    called = order(meeting.rule, accounts(meeting), tickets(meeting), _on_deck(meeting))
    numbered = {waiting.ticket: waiting for waiting in meeting.queue}
    return (*out_of_turn(meeting), *(numbered[ticket.joined] for ticket in called))


def _on_deck(meeting: Meeting) -> Call | None:
    """Who is on deck, as the rule found it when it was decided."""
    found = meeting.on_deck
    ticket = meeting.ticket(found.person) if found else None
    if found is None or ticket is None:
        return None
    return Call(Ticket(found.person, found.attributes, ticket.ticket), found.front, found.forced)


@dataclass(frozen=True)
class QueuePosition:
    """A place in the queue (1 is next) and a rough waiting time in seconds; None while no turns are given."""

    place: int
    wait: int | None


def queue_position(
    meeting: Meeting, person: int, now: datetime, *, aside: bool = False
) -> QueuePosition | None:
    """The standing of somebody who waits; None while they are on hold or let others pass.

    An estimate: whoever comes or goes can move it.
    """
    called = calling_order(meeting)
    place = next((n for n, w in enumerate(called, 1) if w.person == person and w.aside == aside), None)
    if place is None:
        return None
    if not in_discussion(meeting):
        return QueuePosition(place, None)
    running = turn_left(meeting, meeting.floor, now) if meeting.floor else 0.0
    return QueuePosition(place, round(running + (place - 1) * meeting.plan.speaking_seconds))


def within_reach(meeting: Meeting, now: datetime) -> int:
    """For how many more of those who wait there is time."""
    running = turn_left(meeting, meeting.floor, now) if meeting.floor else 0.0
    turns = int((discussion_left(meeting, now) - running) // meeting.plan.speaking_seconds)
    return max(0, min(turns, len(callable_now(meeting))))
