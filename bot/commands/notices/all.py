"""From facts to what follows from them: told, shown, opened."""

from collections.abc import Sequence
from typing import assert_never

from bot.commands.effects import Effect, ShowBoard, Tell
from bot.commands.notices.floor import of_floor
from bot.commands.notices.life import of_life
from bot.commands.notices.people import of_regrouping
from bot.commands.notices.phases import of_phase
from bot.commands.notices.step import Step
from bot.commands.notices.undoing import of_undo
from bot.domain.meeting.facts import (
    ConfirmationAsked,
    DecisionMade,
    FloorFact,
    LifeFact,
    Opened,
    PeopleFact,
    PhaseFact,
    PhaseStarted,
    Recorded,
    Regrouped,
    Undone,
)
from bot.domain.meeting.fold import evolve, fold
from bot.domain.meeting.state import Meeting
from bot.domain.message import Name, Typed, say


def consequences(before: Meeting, records: Sequence[Recorded]) -> tuple[Effect, ...]:
    """Everything that follows from a batch of facts, in order; the boards come last and once."""
    begin, end = before, fold(before, records)
    effects: list[Effect] = []
    for record in records:
        effects += _of(record, Step(record.at, before, end))
        before = evolve(before, record)
    shown = [r.fact for r in records if not isinstance(r.fact, DecisionMade | ConfirmationAsked)]
    if shown and "open" in (begin.status, end.status):
        effects.append(ShowBoard(again=any(isinstance(fact, PhaseStarted | Opened) for fact in shown)))
    return tuple(effects)


def _of(record: Recorded, step: Step) -> list[Effect]:
    fact = record.fact
    if isinstance(fact, FloorFact):
        return of_floor(fact, step)
    if isinstance(fact, PhaseFact):
        return of_phase(fact, step)
    if isinstance(fact, LifeFact):
        return of_life(fact, step)
    if isinstance(fact, Undone):
        return of_undo(fact, step)
    if isinstance(fact, DecisionMade):
        return _of_decision(fact)
    if isinstance(fact, Regrouped):
        return of_regrouping(fact.person, step)
    if isinstance(fact, PeopleFact | ConfirmationAsked):
        return []
    assert_never(fact)


QUIET = ("walkup", "skip", "regroup")
"""Decisions of which nothing else tells the other moderator."""


def _of_decision(fact: DecisionMade) -> list[Effect]:
    if fact.name not in QUIET:
        return []
    return [Tell("moderators", say("decided-by", by=Name(fact.by), what=Typed(fact.name)))]
