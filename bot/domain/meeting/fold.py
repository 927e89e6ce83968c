"""From facts to state. Every step is total: a fact whose ground was undone changes nothing."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.meeting.facts import (
    ConfirmationAsked,
    DecisionMade,
    FloorFact,
    LifeFact,
    PeopleFact,
    PhaseFact,
    Recorded,
    Undone,
)
from bot.domain.meeting.state import Checkpoint, Meeting
from bot.domain.meeting.steps.decisions import apply_question
from bot.domain.meeting.steps.floor import apply_floor
from bot.domain.meeting.steps.life import apply_life
from bot.domain.meeting.steps.people import apply_people
from bot.domain.meeting.steps.phases import apply_phase

PlainFact = FloorFact | PeopleFact | PhaseFact | LifeFact | ConfirmationAsked


def fold(meeting: Meeting, recorded: Iterable[Recorded]) -> Meeting:
    """The state after these facts."""
    for record in recorded:
        meeting = evolve(meeting, record)
    return meeting


def evolve(meeting: Meeting, record: Recorded) -> Meeting:
    """The state after one more fact."""
    match record.fact:
        case DecisionMade(decision, name, size, by):
            counters = replace(meeting.counters, decisions=decision)
            decided = replace(meeting, counters=counters, moderators=meeting.moderators | {by})
            checkpoint = Checkpoint(decision, name, by, decided, own=size)
            return replace(decided, checkpoints=(*meeting.checkpoints, checkpoint))
        case Undone(decision):
            return _undo(meeting, decision)
        case fact:
            return _remember(_apply(meeting, record, fact), record)


def _apply(meeting: Meeting, record: Recorded, fact: PlainFact) -> Meeting:
    if isinstance(fact, FloorFact):
        return apply_floor(meeting, fact, record.at)
    if isinstance(fact, PeopleFact):
        return apply_people(meeting, fact)
    if isinstance(fact, PhaseFact):
        return apply_phase(meeting, fact, record.at)
    if isinstance(fact, LifeFact):
        return apply_life(meeting, fact)
    return apply_question(meeting, fact, record.at)


def _remember(meeting: Meeting, record: Recorded) -> Meeting:
    """Keep the fact with the latest decision, so that undoing that decision can play it again."""
    if not meeting.checkpoints:
        return meeting
    *earlier, last = meeting.checkpoints
    return replace(meeting, checkpoints=(*earlier, replace(last, since=(*last.since, record))))


def _undo(meeting: Meeting, decision: int) -> Meeting:
    """Take back the latest decision: its own facts never were, and what came since is played again.

    The rule for tickets that came since: they stay, behind the restored ones; a person whose ticket
    is restored keeps that one, and the newer falls away.
    """
    if not meeting.checkpoints or meeting.checkpoints[-1].decision != decision:
        return meeting
    last = meeting.checkpoints[-1]
    before = replace(last.before, counters=meeting.counters)
    return fold(before, last.since[last.own :])
