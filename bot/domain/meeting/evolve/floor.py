"""The floor: what a turn changes."""

from datetime import datetime
from typing import assert_never

from bot.domain.changing import replace
from bot.domain.meeting.events import (
    Absent,
    CalledNext,
    FloorEvent,
    FloorGiven,
    FloorLeft,
    TurnExtended,
    TurnTimeUp,
    TurnWarned,
)
from bot.domain.meeting.evolve.queue import come_back, hold, none_passing, put_back, together, without
from bot.domain.meeting.phase_run import PhaseRun
from bot.domain.meeting.rule import charged, unheard_in_phase
from bot.domain.meeting.state import Before, Meeting, OnDeck, RunningTurn, Spoken
from bot.domain.meeting.waiting.ticket import Waiting


def apply_floor(meeting: Meeting, event: FloorEvent, at: datetime) -> Meeting:
    """The state after an event about the floor."""
    match event:
        case FloorGiven():
            return _give(meeting, event, at)
        case CalledNext():
            return _call(meeting, event)
        case FloorLeft(turn) | Absent(turn) | TurnExtended(turn) | TurnWarned(turn) | TurnTimeUp(turn):
            floor = meeting.floor
            return _of_turn(meeting, floor, event, at) if floor and floor.number == turn else meeting
    assert_never(event)


def _of_turn(
    meeting: Meeting,
    floor: RunningTurn,
    event: FloorLeft | Absent | TurnExtended | TurnWarned | TurnTimeUp,
    at: datetime,
) -> Meeting:
    """An event about the turn that is going on."""
    match event:
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
    assert_never(event)


def _give(meeting: Meeting, event: FloorGiven, at: datetime) -> Meeting:
    participant = meeting.participants.get(event.person)
    if participant is None:
        return meeting
    ticket = _used(meeting, event)
    before = Before(meeting.ledger, participant.spoke, ticket)
    turn = RunningTurn(event, ticket.texts if ticket else (), at, before)
    left = without(meeting, event.person, ticket.aside) if ticket else meeting
    if turn.charged:
        left = replace(none_passing(left), on_deck=None, phase=_third_turn(left, event))
    spoke = replace(participant, spoke=participant.spoke or turn.charged)
    return replace(
        left,
        participants={**meeting.participants, event.person: spoke},
        ledger=charged(meeting, turn, None) if meeting.rule.unit == "turns" else meeting.ledger,
        floor=turn,
        spoken=(*meeting.spoken, Spoken(event.person, event.attributes, event.manner, meeting.run)),
        counters=replace(meeting.counters, turns=event.turn, given=meeting.counters.decisions),
        asked={},
        left={who: gone for who, gone in left.left.items() if who != event.person},
    )


def _third_turn(meeting: Meeting, event: FloorGiven) -> PhaseRun | None:
    """The phase; marked where somebody begins their third turn in it while others have had none."""
    phase = meeting.phase
    if phase is None or phase.third_turn or meeting.ledger.said.get(event.person) != 2:
        return phase
    return replace(phase, third_turn=bool(unheard_in_phase(meeting)))


def _used(meeting: Meeting, event: FloorGiven) -> Waiting | None:
    """The ticket that brought somebody the floor; whoever is given it beside the queue uses any they have."""
    aside, statement = (meeting.ticket(event.person, aside=which) for which in (True, False))
    match event.manner:
        case "rule":
            return statement
        case "reply" | "point-of-order":
            return aside
        case "override" | "speaker":
            return statement or aside
    assert_never(event.manner)


def leave(meeting: Meeting, floor: RunningTurn, at: datetime) -> Meeting:
    """The turn is over, and what it took is known."""
    seconds = round(floor.used(at, meeting.paused_at))
    by_seconds = meeting.rule.unit == "seconds"
    return replace(
        meeting,
        floor=None,
        ledger=charged(meeting, floor, seconds) if by_seconds else meeting.ledger,
        spoken=(*meeting.spoken[:-1], replace(meeting.spoken[-1], seconds=seconds)),
    )


def _never_was(meeting: Meeting, floor: RunningTurn) -> Meeting:
    """Who was called is absent: everything as before, but the ticket is on hold, and goes the second time.

    What else they wait for is on hold with it.
    """
    before, person = floor.before, meeting.participants[floor.person]
    again = replace(
        hold(meeting, floor.person),
        floor=None,
        ledger=before.ledger,
        spoken=meeting.spoken[:-1],
        participants={**meeting.participants, floor.person: replace(person, spoke=before.spoke)},
    )
    ticket = before.ticket
    if ticket is None or ticket.absences:
        return again
    newer = again.ticket(floor.person, aside=ticket.aside)
    kept = together(ticket, newer) if newer else ticket
    return put_back(again, replace(kept, absences=1, held=True, passing=False))


def _call(meeting: Meeting, event: CalledNext) -> Meeting:
    """Who is called next is told so, and lets nobody pass any more, whoever joins."""
    ticket = meeting.ticket(event.person)
    if ticket is None:
        return replace(meeting, on_deck=None)
    called = OnDeck(ticket.person, event.attributes, event.front, event.forced, event.why)
    return replace(come_back(meeting, ticket.person), on_deck=called)
