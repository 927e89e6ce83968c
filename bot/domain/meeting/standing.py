"""Where somebody stands in the queue, and roughly how long it will take."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.fair_queue import order
from bot.domain.meeting.clock import in_discussion, turn_left
from bot.domain.meeting.rule import rule_of, tickets
from bot.domain.meeting.state import Meeting


def calling_order(meeting: Meeting) -> tuple[int, ...]:
    """Everybody who waits, in the order they would be called if nobody came or went."""
    on_deck = meeting.on_deck.person if meeting.on_deck else None
    called = order(rule_of(meeting.plan), meeting.ledger, tickets(meeting), on_deck)
    return tuple(ticket.person for ticket in called if isinstance(ticket.person, int))


@dataclass(frozen=True)
class Standing:
    """A place in the queue (1 is next) and a rough waiting time in seconds; None while no turns are given."""

    place: int
    wait: int | None


def standing(meeting: Meeting, person: int, now: datetime) -> Standing | None:
    """The person's standing, None if they do not wait. An estimate: whoever comes or goes can move it."""
    called = calling_order(meeting)
    if person not in called:
        return None
    place = called.index(person) + 1
    if not in_discussion(meeting):
        return Standing(place, None)
    running = turn_left(meeting, meeting.floor, now) if meeting.floor else 0.0
    return Standing(place, round(running + (place - 1) * meeting.plan.speaking_seconds))
