"""From events to state. Every step is total: an event whose ground was undone changes nothing."""

from collections.abc import Iterable
from itertools import accumulate

from bot.domain.changing import replace
from bot.domain.meeting.events import (
    AfterwardsEvent,
    CalledNext,
    ConfirmationAsked,
    DecisionMade,
    FloorEvent,
    LifecycleEvent,
    MinutesEvent,
    ParticipantEvent,
    PhaseEvent,
    QueueEvent,
    RecordedEvent,
    RuleChanged,
    StageEvent,
    Undone,
)
from bot.domain.meeting.evolve.afterwards import apply_afterwards
from bot.domain.meeting.evolve.decisions import apply_question
from bot.domain.meeting.evolve.floor import apply_floor
from bot.domain.meeting.evolve.lifecycle import apply_lifecycle
from bot.domain.meeting.evolve.minutes import apply_minutes
from bot.domain.meeting.evolve.participants import apply_participants
from bot.domain.meeting.evolve.phases import apply_phase
from bot.domain.meeting.evolve.queue import apply_queue
from bot.domain.meeting.evolve.rule import apply_rule
from bot.domain.meeting.evolve.stage import apply_stage
from bot.domain.meeting.pending import Recent, without_future
from bot.domain.meeting.state import Checkpoint, Meeting

PlainEvent = (
    QueueEvent
    | FloorEvent
    | ParticipantEvent
    | PhaseEvent
    | LifecycleEvent
    | AfterwardsEvent
    | StageEvent
    | MinutesEvent
    | RuleChanged
    | ConfirmationAsked
)


def fold(meeting: Meeting, recorded: Iterable[RecordedEvent]) -> Meeting:
    """The state after these events."""
    for record in recorded:
        meeting = evolve(meeting, record)
    return meeting


def course(meeting: Meeting, recorded: Iterable[RecordedEvent]) -> tuple[Meeting, ...]:
    """The state before each of these events, and after the last."""
    return tuple(accumulate(recorded, evolve, initial=meeting))


def evolve(meeting: Meeting, record: RecordedEvent) -> Meeting:
    """The state after one more event."""
    if meeting.codes or meeting.link_requests:
        meeting = replace(
            meeting,
            codes=without_future(meeting.codes, record.at),
            link_requests=without_future(meeting.link_requests, record.at),
        )
    match record.event:
        case DecisionMade(name=name, by=by):
            return _decide(replace(meeting, recent=Recent(name, by, record.at)), record.event)
        case Undone(by=by):
            return replace(_undo(meeting, record.event), recent=Recent("undo", by, record.at))
        case event:
            return _remember(_apply(meeting, record, event), record)


def _decide(meeting: Meeting, event: DecisionMade) -> Meeting:
    counters = replace(meeting.counters, decisions=event.decision)
    decided = replace(meeting, counters=counters, moderators=meeting.moderators | {event.by})
    # Without the earlier checkpoints: a state inside a state inside a state would double with every decision.
    checkpoint = Checkpoint(
        event.decision, event.name, event.by, replace(decided, checkpoints=()), event.size
    )
    return replace(decided, checkpoints=(*meeting.checkpoints, checkpoint))


def _apply(meeting: Meeting, record: RecordedEvent, event: PlainEvent) -> Meeting:
    if isinstance(event, QueueEvent):
        return apply_queue(meeting, event, record.at)
    if isinstance(event, FloorEvent):
        return apply_floor(meeting, event, record.at)
    if isinstance(event, ParticipantEvent):
        return apply_participants(meeting, event, record.at)
    if isinstance(event, PhaseEvent):
        return apply_phase(meeting, event, record.at)
    if isinstance(event, LifecycleEvent):
        return apply_lifecycle(meeting, event)
    if isinstance(event, AfterwardsEvent):
        return apply_afterwards(meeting, event)
    if isinstance(event, MinutesEvent):
        return apply_minutes(meeting, event, record.at)
    if isinstance(event, StageEvent):
        return apply_stage(meeting, event, record.at)
    if isinstance(event, RuleChanged):
        return apply_rule(meeting, event)
    return apply_question(meeting, event, record.at)


def _remember(meeting: Meeting, record: RecordedEvent) -> Meeting:
    """Keep the event with the latest decision, so that undoing that decision can play it again."""
    if not meeting.checkpoints:
        return meeting
    *earlier, last = meeting.checkpoints
    return replace(meeting, checkpoints=(*earlier, replace(last, since=(*last.since, record))))


def _undo(meeting: Meeting, event: Undone) -> Meeting:
    """Take back the latest decision: its own events never were, and what came since is played again.

    The rule for tickets that came since: they stay, behind the restored ones; a person whose ticket
    is restored keeps that one, and the newer falls away. Numbers handed out stay so, but for those that
    people read, of turns and of the hall. Moderators stay moderators, and a question to one of them is to
    be asked anew.
    """
    if not meeting.checkpoints or meeting.checkpoints[-1].decision != event.decision:
        return meeting
    *earlier, last = meeting.checkpoints
    since = (record for record in last.since[last.own :] if not _in_their_place(record.event))
    again = fold(replace(last.before, checkpoints=tuple(earlier)), since)
    return replace(
        again,
        counters=replace(
            meeting.counters,
            hall=again.counters.hall,
            turns=again.counters.turns,
            given=again.counters.given,
        ),
        moderators=meeting.moderators | {event.by},
        asked={},
    )


def _in_their_place(event: object) -> bool:
    return isinstance(event, CalledNext) and event.instead is not None
