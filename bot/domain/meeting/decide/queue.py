"""Joining and leaving the queue, and adding people of the hall."""

from collections.abc import Mapping, Sequence

from bot.domain.meeting.facts import Admitted, Fact, Identified, Joined, Withdrawn
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, Typed, refuse
from bot.domain.plan import HALL


def join(meeting: Meeting, person: int, text: str | None) -> tuple[Fact, ...] | Refusal:
    """One live ticket a person, at the end of the queue."""
    if meeting.waiting(person):
        return refuse("refused-joined", position=Typed("position"), withdraw=Typed("withdraw"))
    return (Joined(person, meeting.counters.tickets + 1, text),)


def withdraw(meeting: Meeting, person: int | None) -> tuple[Fact, ...] | Refusal:
    """Out of the queue."""
    if person is None or not meeting.waiting(person):
        return refuse("refused-not-queued", join=Typed("join"))
    return (Withdrawn(person),)


def walk_up(meeting: Meeting, people: Sequence[Mapping[str, str | None]]) -> tuple[Fact, ...]:
    """People of the hall, one for each set of values, queued in that order."""
    facts: list[Fact] = []
    counters = meeting.counters
    for n, values in enumerate(people, start=1):
        person = counters.people + n
        facts.append(Admitted(person, HALL, counters.hall + n))
        if values:
            facts.append(Identified(person, values))
        facts.append(Joined(person, counters.tickets + n))
    return tuple(facts)
