"""The meeting told again from its events, by the meaning that their docstrings give them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce

from bot.domain.meeting import events as e
from bot.domain.meeting.events import DecisionMade, Event, RecordedEvent, Undone
from bot.domain.plan import MODE, Plan
from tests.truth.merging import linked
from tests.truth.stage import stage
from tests.truth.turns import give, of_turn, off_deck, put_in, start, without
from tests.truth.world import Books, Deck, Hand, Somebody, Stretch, World


def begin(plan: Plan) -> World:
    return World(plan, Books(plan.rule))


def retell(world: World, records: Sequence[RecordedEvent]) -> World:
    """What is so after these events."""
    for record in records:
        world = happen(world, record.event, record.at)
    return world


def left_standing(records: Sequence[RecordedEvent]) -> list[RecordedEvent]:
    """The log without the decisions that were taken back, and without their taking back."""
    kept: list[tuple[int, RecordedEvent]] = []
    own, decision = 0, 0
    for record in records:
        if isinstance(record.event, Undone):
            gone = record.event.decision
            first = next((n for n, (of, _) in enumerate(kept) if of == gone), len(kept))
            since = [(of, other) for of, other in kept[first:] if of != gone and not _in_place(other.event)]
            kept = [*kept[:first], *since]
            continue
        if isinstance(record.event, DecisionMade):
            own, decision = record.event.size + 1, record.event.decision
        kept.append((decision if own > 0 else 0, record))
        own -= 1
    return [record for _, record in kept]


def _in_place(event: Event) -> bool:
    """Who came in the place of somebody on deck was found by what has been taken back since."""
    return isinstance(event, e.CalledNext) and event.instead is not None


def happen(world: World, event: Event, at: datetime) -> World:
    """One more event; one whose ground was taken back changes nothing."""
    world = stage(world, event, at)
    match event:
        case e.DecisionMade(by=by):
            return replace(world, decisions=(*world.decisions, (by, None)))
        case e.FloorGiven(person, by=by):
            called = replace(world, decisions=(*world.decisions[:-1], (by or 0, person)))
            return give(called, event, at)
        case e.FloorLeft() | e.Absent() | e.TurnExtended():
            return of_turn(world, event, at)
        case e.PhaseStarted():
            return start(world, event, at)
        case e.PhaseExtended() | e.PhasePaused() | e.PhaseResumed() | e.PhaseTimeUp():
            return _of_phase(world, event, at)
        case e.Joined() | e.TextAttached() | e.Withdrawn() | e.Passed() | e.Returned() | e.CalledNext():
            return _of_queue(world, event)
        case e.Rejoined() | e.Away():
            return _there_or_not(world, event)
        case e.Removed() | e.QueueCleared() | e.QueueClosed() | e.QueueReopened() | e.HandsTold():
            return _of_moderators(world, event)
        case e.Admitted() | e.Identified() | e.Regrouped() | e.Linked():
            return _of_people(world, event)
        case _:
            return _of_life(world, event)


def _there_or_not(world: World, event: e.Rejoined | e.Away) -> World:
    match event:
        case e.Rejoined(person, tickets):
            back = [hand for hand in world.left.get(person, ()) if hand.number in tickets]
            return reduce(put_in, [replace(hand, held=False) for hand in back], world)
        case e.Away(person):
            gone = off_deck(world, person)
            return _change(gone, person, lambda hand: replace(hand, held=True, passing=False))


def _of_people(world: World, event: e.Admitted | e.Identified | e.Regrouped | e.Linked) -> World:
    match event:
        case e.Admitted(person, mode, badge):
            return replace(world, people={**world.people, person: Somebody(badge, {MODE: mode})})
        case e.Identified(person, values):
            return _belongs(world, person, values)
        case e.Regrouped(person, values):
            return _belongs(off_deck(world, person), person, values)
        case e.Linked(kept, gone):
            return linked(world, kept, gone)


def _belongs(world: World, person: int, values: Mapping[str, str | None]) -> World:
    known = world.people.get(person)
    if known is None:
        return world
    return replace(world, people={**world.people, person: replace(known, values={**known.values, **values})})


def _of_queue(
    world: World, event: e.Joined | e.TextAttached | e.Withdrawn | e.Passed | e.Returned | e.CalledNext
) -> World:
    match event:
        case e.Joined(person, number, text, form):
            if person not in world.people:
                return world
            return put_in(world, Hand(person, number, form, () if text is None else (text,)))
        case e.TextAttached(person, text, aside):
            return _change(world, person, lambda hand: _with_text(hand, text, aside))
        case e.Withdrawn(person, aside):
            gone = tuple(hand for hand in world.hands(person) if aside in (None, hand.aside))
            return replace(without(world, person, aside), left={**world.left, person: gone})
        case e.Passed(person):
            return _change(off_deck(world, person), person, lambda hand: replace(hand, passing=True))
        case e.Returned(person):
            return _change(world, person, _ready)
        case e.CalledNext(None):
            return replace(world, deck=None)
        case e.CalledNext(int(person), attributes, front, forced) if world.hand(person):
            deck = Deck(person, attributes, front, forced, world)
            return replace(_change(world, person, _ready), deck=deck)
        case _:
            return replace(world, deck=None)


def _of_moderators(
    world: World, event: e.Removed | e.QueueCleared | e.QueueClosed | e.QueueReopened | e.HandsTold
) -> World:
    match event:
        case e.Removed(person, aside=aside):
            return without(world, person, aside)
        case e.QueueCleared():
            return replace(world, queue=(), deck=None)
        case e.QueueClosed():
            return replace(world, closed=True)
        case e.QueueReopened():
            return replace(world, closed=False)
        case e.HandsTold():
            return world


def _change(world: World, person: int, change: Callable[[Hand], Hand]) -> World:
    queue = tuple(change(hand) if hand.person == person else hand for hand in world.queue)
    return replace(world, queue=queue)


def _with_text(hand: Hand, text: str, aside: bool | None) -> Hand:
    return replace(hand, texts=(*hand.texts[:-1], text)) if aside in (None, hand.aside) else hand


def _ready(hand: Hand) -> Hand:
    return replace(hand, held=False, passing=False)


def _of_phase(
    world: World, event: e.PhaseExtended | e.PhasePaused | e.PhaseResumed | e.PhaseTimeUp, at: datetime
) -> World:
    phase = world.phase
    if phase is None or phase.run != event.run:
        return world
    match event:
        case e.PhaseExtended(seconds=seconds):
            return replace(world, phase=replace(phase, extra=phase.extra + seconds, up=False))
        case e.PhasePaused():
            return replace(world, phase=replace(phase, paused_at=at))
        case e.PhaseResumed():
            return _resume(world, phase, at)
        case e.PhaseTimeUp():
            return replace(world, phase=replace(phase, up=True))


def _resume(world: World, phase: Stretch, at: datetime) -> World:
    """A turn that began while the clocks stood still has stood still since then."""
    if phase.paused_at is None:
        return world
    going = replace(phase, paused=phase.paused + (at - phase.paused_at).total_seconds(), paused_at=None)
    floor = world.floor
    if floor is not None:
        still = (at - max(phase.paused_at, floor.since)).total_seconds()
        floor = replace(floor, paused=floor.paused + still)
    return replace(world, phase=going, floor=floor)


def _of_life(world: World, event: Event) -> World:
    match event:
        case e.Opened(plan):
            return replace(world, plan=plan, books=Books(plan.rule), status="open")
        case e.Closed():
            return replace(world, status="closed", floor=None, deck=None, phase=None)
        case e.RuleChanged(rule=rule):
            return replace(world, books=world.books.plus(rule))
        case e.ChannelOpened(place):
            return replace(world, channels=tuple(dict.fromkeys((*world.channels, place))))
        case _:
            return world
