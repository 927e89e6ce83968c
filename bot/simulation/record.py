"""A past meeting as traffic that can be replayed: what its log says of hands and turns, people as numbers."""

from collections.abc import Iterator, Sequence

from bot.domain.meeting.events import (
    Absent,
    DecisionMade,
    Event,
    FloorGiven,
    Joined,
    RecordedEvent,
    Undone,
    Withdrawn,
)
from bot.domain.meeting.fold import fold
from bot.domain.meeting.rule import disclosed
from bot.domain.meeting.state import Meeting
from bot.domain.plan import Plan

KINDS = {"rule": "ack", "override": "pick"}
"""Turns by the rule, and picks; those that are free are no turns for any rule."""


def recorded(plan: Plan, records: Sequence[RecordedEvent]) -> Iterator[dict[str, object]]:
    """The lines that `simulate --replay` reads; `t` is in seconds since the first event."""
    end = fold(Meeting(plan), records)
    for record in _kept(records):
        found = _hand_or_turn(record.event)
        if found is not None:
            kind, person = found
            seconds = (record.at - records[0].at).total_seconds()
            line = {"meeting": plan.id, "t": seconds, "event": kind, "person": person}
            yield {**line, **_attributes(end, person)}


def _kept(records: Sequence[RecordedEvent]) -> list[RecordedEvent]:
    """The events without decisions that were undone, and without turns of people who were absent."""
    kept: list[tuple[RecordedEvent, int | None]] = []
    decision, own = None, 0
    for record in records:
        match record.event:
            case DecisionMade(decision=number, size=size):
                decision, own = number, size
            case Undone(decision=undone):
                kept = [each for each in kept if each[1] != undone]
            case Absent(turn=turn):
                kept = [each for each in kept if not _gave(each[0].event, turn)]
                own = max(0, own - 1)
            case _:
                kept.append((record, decision if own else None))
                own = max(0, own - 1)
    return [record for record, _ in kept]


def _gave(event: Event, turn: int) -> bool:
    return isinstance(event, FloorGiven) and event.turn == turn


def _hand_or_turn(event: Event) -> tuple[str, int] | None:
    match event:
        case Joined(person=person, form="statement"):
            return "join", person
        case Withdrawn(person=person):
            return "withdraw", person
        case FloorGiven(person=person, manner=manner) if manner in KINDS:
            return KINDS[manner], person
    return None


def _attributes(meeting: Meeting, person: int) -> dict[str, object]:
    """What the person said by the end; undisclosed values are left out."""
    participant = meeting.participants.get(person)
    if participant is None:
        return {}
    values = {d.id: disclosed(d, participant.values.get(d.id)) for d in meeting.plan.dimensions}
    return {name: value for name, value in values.items() if value is not None}
