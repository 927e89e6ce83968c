"""The queue and the floor."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain.fair_queue import Turn as ChargedTurn
from bot.domain.fair_queue import charge
from bot.domain.meeting.facts import (
    CalledNext,
    FloorFact,
    FloorGiven,
    FloorLeft,
    Joined,
    TurnTimeUp,
    TurnWarned,
    Withdrawn,
)
from bot.domain.meeting.rule import rule_of
from bot.domain.meeting.state import Meeting, OnDeck, Spoken, Turn, Waiting


def apply_floor(meeting: Meeting, fact: FloorFact, at: datetime) -> Meeting:
    """The state after a fact about the queue or the floor."""
    match fact:
        case Joined():
            return _join(meeting, fact, at)
        case Withdrawn(person):
            return _without(meeting, person)
        case FloorGiven():
            return _give(meeting, fact, at)
        case FloorLeft(turn):
            return replace(meeting, floor=None) if _is_current(meeting, turn) else meeting
        case CalledNext():
            return replace(meeting, on_deck=_on_deck(meeting, fact))
        case TurnWarned(turn):
            return _mark(meeting, turn, time_up=False)
        case TurnTimeUp(turn):
            return _mark(meeting, turn, time_up=True)
    assert_never(fact)


def _join(meeting: Meeting, fact: Joined, at: datetime) -> Meeting:
    counters = replace(meeting.counters, tickets=fact.ticket)
    meeting = replace(meeting, counters=counters)
    if fact.person not in meeting.participants or meeting.waiting(fact.person):
        return meeting
    ticket = Waiting(fact.person, fact.ticket, fact.text, at)
    return replace(meeting, queue=(*meeting.queue, ticket))


def _without(meeting: Meeting, person: int) -> Meeting:
    queue = tuple(w for w in meeting.queue if w.person != person)
    on_deck = meeting.on_deck
    return replace(meeting, queue=queue, on_deck=None if on_deck and on_deck.person == person else on_deck)


def _give(meeting: Meeting, fact: FloorGiven, at: datetime) -> Meeting:
    participant = meeting.participants.get(fact.person)
    ticket = meeting.waiting(fact.person)
    if participant is None:
        return meeting
    charged = ChargedTurn(fact.person, fact.attributes, "rule", fact.front, fact.forced)
    turn = Turn(fact.turn, fact.person, fact.attributes, ticket.text if ticket else None, at, fact.by)
    return replace(
        _without(meeting, fact.person),
        participants={**meeting.participants, fact.person: replace(participant, spoke=True)},
        ledger=charge(rule_of(meeting.plan), meeting.ledger, charged),
        floor=turn,
        on_deck=None,
        spoken=(*meeting.spoken, Spoken(fact.person, fact.attributes)),
        counters=replace(meeting.counters, turns=fact.turn),
        asked=None,
    )


def _on_deck(meeting: Meeting, fact: CalledNext) -> OnDeck | None:
    if fact.person is None or meeting.waiting(fact.person) is None:
        return None
    return OnDeck(fact.person, fact.attributes, fact.front, fact.forced, fact.why)


def _is_current(meeting: Meeting, turn: int) -> bool:
    return meeting.floor is not None and meeting.floor.number == turn


def _mark(meeting: Meeting, turn: int, *, time_up: bool) -> Meeting:
    floor = meeting.floor
    if floor is None or floor.number != turn:
        return meeting
    # Whose time is up is not warned of it any more.
    return replace(meeting, floor=replace(floor, warned=True, time_up=floor.time_up or time_up))
