"""Turns told again: given, left, and those that never were."""

from dataclasses import replace
from datetime import datetime

from bot.domain.meeting import events as e
from tests.truth.world import Floor, Hand, Over, Stretch, World


def off_deck(world: World, person: int) -> World:
    return replace(world, deck=None) if world.deck and world.deck.person == person else world


def without(world: World, person: int, aside: bool | None = None) -> World:
    """Out of the queue, with everything or with one sort."""
    queue = tuple(hand for hand in world.queue if hand.person != person or aside not in (None, hand.aside))
    return replace(world if aside else off_deck(world, person), queue=queue)


def put_in(world: World, hand: Hand) -> World:
    """Into the queue; of two of one sort the earlier place, with the words of either."""
    alike = (hand, *(each for each in world.hands(hand.person) if each.aside == hand.aside))
    first, *newer = sorted(alike, key=lambda each: each.number)
    texts = tuple(text for each in (first, *newer) for text in each.texts)
    others = [each for each in world.queue if each not in alike]
    queue = sorted((*others, replace(first, texts=texts)), key=lambda each: each.number)
    return replace(world, queue=tuple(queue))


def give(world: World, event: e.FloorGiven, at: datetime) -> World:
    """A charged turn is entered when it begins, where turns count, and ends all letting others pass."""
    known, hand = world.people.get(event.person), _used(world, event)
    if known is None:
        return world
    floor = Floor(event, event.person, hand.texts if hand else (), at, hand, known.spoke)
    left = without(world, event.person, hand.aside) if hand else world
    given = replace(left, floor=floor, turn=event.turn)
    if not floor.charged:
        return replace(given, free=world.free + 1)
    return replace(
        given,
        people={**world.people, event.person: replace(known, spoke=True)},
        queue=tuple(replace(other, passing=False) for other in given.queue),
        deck=None,
        books=world.books.plus(floor.charge(None)) if world.rule.unit == "turns" else world.books,
    )


def _used(world: World, event: e.FloorGiven) -> Hand | None:
    """What somebody waited for and now has; a pick or the programme uses what there is."""
    statement, aside = world.hand(event.person), world.hand(event.person, aside=True)
    if event.manner == "rule":
        return statement
    return aside if event.manner in ("reply", "point-of-order") else statement or aside


def of_turn(world: World, event: e.FloorLeft | e.Absent | e.TurnExtended, at: datetime) -> World:
    """Something about the turn that goes on."""
    floor = world.floor
    if floor is None or floor.given.turn != event.turn:
        return world
    match event:
        case e.FloorLeft():
            return _leave(world, at)
        case e.Absent():
            return _never_was(world, floor)
        case e.TurnExtended(seconds=seconds):
            return replace(world, floor=replace(floor, extra=floor.extra + seconds))


def spoken_for(world: World, floor: Floor, at: datetime) -> float:
    """Seconds of the turn so far; a pause does not count."""
    until = max(world.paused_at, floor.since) if world.paused_at else at
    return (until - floor.since).total_seconds() - floor.paused


def _leave(world: World, at: datetime) -> World:
    """Where minutes count, the turn is entered now, with what it took."""
    floor = world.floor
    if floor is None:
        return world
    seconds = round(spoken_for(world, floor, at))
    left = replace(world, floor=None, past=(*world.past, Over(floor.person, floor.given, seconds)))
    if not floor.charged or world.rule.unit == "turns":
        return left
    return replace(left, books=world.books.plus(floor.charge(seconds)))


def _never_was(world: World, floor: Floor) -> World:
    """The turn is not charged; the first time the place is kept. All that they wait for is on hold."""
    entered = floor.charged and world.rule.unit == "turns"
    back = replace(
        off_deck(world, floor.person),
        floor=None,
        queue=tuple(_held(hand) if hand.person == floor.person else hand for hand in world.queue),
        books=world.books.without_last_turn() if entered else world.books,
        people={**world.people, floor.person: replace(world.people[floor.person], spoke=floor.spoke)},
        free=world.free - (not floor.charged),
    )
    if floor.hand is None or floor.hand.absences:
        return back
    return put_in(back, replace(floor.hand, absences=1, held=True, passing=False))


def _held(hand: Hand) -> Hand:
    return replace(hand, held=True, passing=False)


def start(world: World, event: e.PhaseStarted, at: datetime) -> World:
    """A phase that follows by itself does so only where the one before is the one whose time was up."""
    before = world.phase
    if event.by is None and not (before and before.up and before.index == event.index - 1):
        return world
    left = _leave(world, at)
    return replace(left, phase=Stretch(event.index, event.run, at), deck=None, books=left.books.plus(None))
