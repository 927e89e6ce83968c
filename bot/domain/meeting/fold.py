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
from bot.domain.meeting.state import Checkpoint, Meeting, Recent
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
        case DecisionMade(name=name, by=by):
            return _decide(replace(meeting, recent=Recent(name, by, record.at)), record.fact)
        case Undone(by=by):
            return replace(_undo(meeting, record.fact), recent=Recent("undo", by, record.at))
        case fact:
            return _remember(_apply(meeting, record, fact), record)


def _decide(meeting: Meeting, fact: DecisionMade) -> Meeting:
    counters = replace(meeting.counters, decisions=fact.decision)
    decided = replace(meeting, counters=counters, moderators=meeting.moderators | {fact.by})
    # Without the earlier checkpoints: a state inside a state inside a state would double with every decision.
    checkpoint = Checkpoint(fact.decision, fact.name, fact.by, replace(decided, checkpoints=()), fact.size)
    return replace(decided, checkpoints=(*meeting.checkpoints, checkpoint))


def _apply(meeting: Meeting, record: Recorded, fact: PlainFact) -> Meeting:
    if isinstance(fact, FloorFact):
        return apply_floor(meeting, fact, record.at)
    if isinstance(fact, PeopleFact):
        return apply_people(meeting, fact, record.at)
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


def _undo(meeting: Meeting, fact: Undone) -> Meeting:
    """Take back the latest decision: its own facts never were, and what came since is played again.

    The rule for tickets that came since: they stay, behind the restored ones; a person whose ticket
    is restored keeps that one, and the newer falls away. Numbers handed out stay so, moderators stay
    moderators, and a question to one of them is to be asked anew.
    """
    if not meeting.checkpoints or meeting.checkpoints[-1].decision != fact.decision:
        return meeting
    *earlier, last = meeting.checkpoints
    again = fold(replace(last.before, checkpoints=tuple(earlier)), last.since[last.own :])
    return replace(again, counters=meeting.counters, moderators=meeting.moderators | {fact.by}, asked={})
