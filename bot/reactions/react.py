"""From events to what follows from them: told, shown, opened."""

from collections.abc import Sequence
from typing import Final, assert_never

from bot.domain.meeting.events import (
    AfterwardsEvent,
    ConfirmationAsked,
    DecisionEvent,
    DecisionMade,
    Event,
    FloorEvent,
    LifecycleEvent,
    MinutesEvent,
    Named,
    Opened,
    ParticipantEvent,
    PhaseEvent,
    PhaseStarted,
    QueueControlEvent,
    RecordedEvent,
    Regrouped,
    RuleChanged,
    StageEvent,
    Undone,
    WaitingEvent,
)
from bot.domain.meeting.state import Meeting
from bot.reactions.effects import Effect, OpenChannels, ShowBoard, Transition
from bot.reactions.floor import of_deck, of_floor
from bot.reactions.group.channels import of_afterwards
from bot.reactions.lifecycle import of_life
from bot.reactions.phases import of_phase
from bot.reactions.queue import of_spent_hands, of_waiting
from bot.reactions.queue_control import of_queue_control
from bot.reactions.regrouping import of_regrouping
from bot.reactions.rule import of_rule
from bot.reactions.stage.speaking import of_speaker, of_stage
from bot.reactions.undo import of_undo

_UNSEEN: Final = DecisionMade | ConfirmationAsked | StageEvent | MinutesEvent
"""Nothing of it stands on a board."""


def react(states: Sequence[Meeting], records: Sequence[RecordedEvent]) -> tuple[Effect, ...]:
    """Everything that follows from a batch of events, in order; the boards come last and once.

    The states are those before each of the events, and after the last.
    """
    begin, end = states[0], states[-1]
    effects: list[Effect] = []
    events = [record.event for record in records]
    for before, record in zip(states, records, strict=False):
        following = _of(record, Transition(record.at, before, end))
        effects += (each for each in following if each != OpenChannels() or each not in effects)
    if records:
        whole = Transition(records[-1].at, begin, end)
        effects += [*of_speaker(whole), *of_deck(events, whole), *of_spent_hands(whole)]
    shown = [event for event in events if not isinstance(event, _UNSEEN)]
    if shown and "open" in (begin.status, end.status):
        effects.append(ShowBoard(again=any(_anew(event, end) for event in shown)))
    return tuple(effects)


def _anew(event: Event, end: Meeting) -> bool:
    """Whether the board is posted anew: an edit would show under which name somebody stood there before."""
    renamed = isinstance(event, Named) and event.person in {ticket.person for ticket in end.queue}
    return renamed or isinstance(event, PhaseStarted | Opened)


def _of(record: RecordedEvent, transition: Transition) -> list[Effect]:
    event = record.event
    if isinstance(event, WaitingEvent):
        return of_waiting(event, transition)
    if isinstance(event, QueueControlEvent):
        return of_queue_control(event, transition)
    if isinstance(event, FloorEvent):
        return of_floor(event, transition)
    if isinstance(event, PhaseEvent):
        return of_phase(event, transition)
    if isinstance(event, LifecycleEvent | AfterwardsEvent):
        return _of_whole(event, transition)
    if isinstance(event, DecisionEvent):
        return _of_decision(event, transition)
    if isinstance(event, RuleChanged):
        return of_rule(event, transition)
    if isinstance(event, StageEvent):
        return of_stage(event, transition)
    if isinstance(event, ParticipantEvent | MinutesEvent):
        return of_regrouping(event.person, transition) if isinstance(event, Regrouped) else []
    assert_never(event)


def _of_whole(event: LifecycleEvent | AfterwardsEvent, transition: Transition) -> list[Effect]:
    if isinstance(event, AfterwardsEvent):
        return of_afterwards(event, transition)
    return of_life(event, transition)


def _of_decision(event: DecisionEvent, transition: Transition) -> list[Effect]:
    match event:
        case Undone():
            return of_undo(event, transition)
        case DecisionMade() | ConfirmationAsked():
            return []
    assert_never(event)
