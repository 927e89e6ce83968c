"""The queue and the floor: which step each fact is, and what a turn changes."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain.meeting.facts import (
    Absent,
    CalledNext,
    FloorFact,
    FloorGiven,
    FloorLeft,
    Joined,
    Passed,
    Returned,
    TextAttached,
    TurnExtended,
    TurnTimeUp,
    TurnWarned,
    Withdrawn,
)
from bot.domain.meeting.rule import charged
from bot.domain.meeting.state import Before, Meeting, OnDeck, Spoken, Turn
from bot.domain.meeting.steps.queue import attach, come_back, join, let_pass, put_back, without


def apply_floor(meeting: Meeting, fact: FloorFact, at: datetime) -> Meeting:
    """The state after a fact about the queue or the floor."""
    match fact:
        case Joined():
            return join(meeting, fact, at)
        case TextAttached():
            return attach(meeting, fact)
        case Withdrawn(person):
            return without(meeting, person)
        case Passed(person):
            return let_pass(meeting, person)
        case Returned(person):
            return come_back(meeting, person)
        case FloorGiven():
            return _give(meeting, fact, at)
        case CalledNext():
            return _call(meeting, fact)
        case FloorLeft(turn) | Absent(turn) | TurnExtended(turn) | TurnWarned(turn) | TurnTimeUp(turn):
            floor = meeting.floor
            return _of_turn(meeting, floor, fact, at) if floor and floor.number == turn else meeting
    assert_never(fact)


def _of_turn(
    meeting: Meeting,
    floor: Turn,
    fact: FloorLeft | Absent | TurnExtended | TurnWarned | TurnTimeUp,
    at: datetime,
) -> Meeting:
    """A fact about the turn that is going on."""
    match fact:
        case FloorLeft():
            return leave(meeting, floor, at)
        case Absent():
            return _never_was(meeting, floor)
        case TurnExtended(seconds=seconds):
            # More time means that its end is news again.
            more = replace(floor, extra=floor.extra + seconds, warned=False, time_up=False)
            return replace(meeting, floor=more)
        case TurnWarned():
            return replace(meeting, floor=replace(floor, warned=True))
        case TurnTimeUp():
            # Whose time is up is not warned of it any more.
            return replace(meeting, floor=replace(floor, warned=True, time_up=True))
    assert_never(fact)


def _give(meeting: Meeting, fact: FloorGiven, at: datetime) -> Meeting:
    participant = meeting.participants.get(fact.person)
    if participant is None:
        return meeting
    ticket = meeting.waiting(fact.person)
    before = Before(meeting.ledger, participant.spoke, ticket)
    turn = Turn(fact, ticket.text if ticket else None, at, before)
    left = without(meeting, fact.person)
    if turn.charged:
        passed = tuple(replace(waiting, passing=False) for waiting in left.queue)
        left = replace(left, queue=passed, on_deck=None)
    spoke = replace(participant, spoke=participant.spoke or turn.charged)
    return replace(
        left,
        participants={**meeting.participants, fact.person: spoke},
        ledger=charged(meeting, turn, None) if meeting.plan.rule.unit == "turns" else meeting.ledger,
        floor=turn,
        spoken=(*meeting.spoken, Spoken(fact.person, fact.attributes, fact.manner, meeting.run)),
        counters=replace(meeting.counters, turns=fact.turn),
        asked={},
    )


def leave(meeting: Meeting, floor: Turn, at: datetime) -> Meeting:
    """The turn is over, and what it took is known."""
    seconds = round(floor.used(at, meeting.paused_at))
    by_seconds = meeting.plan.rule.unit == "seconds"
    return replace(
        meeting,
        floor=None,
        ledger=charged(meeting, floor, seconds) if by_seconds else meeting.ledger,
        spoken=(*meeting.spoken[:-1], replace(meeting.spoken[-1], seconds=seconds)),
    )


def _never_was(meeting: Meeting, floor: Turn) -> Meeting:
    """Who was called is absent: everything as before, but the ticket is on hold, and goes the second time."""
    before, person = floor.before, meeting.participants[floor.person]
    again = replace(
        meeting,
        floor=None,
        ledger=before.ledger,
        spoken=meeting.spoken[:-1],
        participants={**meeting.participants, floor.person: replace(person, spoke=before.spoke)},
    )
    ticket = before.ticket
    if ticket is None or ticket.absences:
        return again
    return put_back(again, replace(ticket, absences=1, held=True, passing=False))


def _call(meeting: Meeting, fact: CalledNext) -> Meeting:
    """Who is called next is told so, and lets nobody pass any more, whoever joins."""
    ticket = meeting.waiting(fact.person)
    if ticket is None:
        return replace(meeting, on_deck=None)
    called = OnDeck(ticket.person, fact.attributes, fact.front, fact.forced, fact.why)
    return replace(come_back(meeting, ticket.person), on_deck=called)
