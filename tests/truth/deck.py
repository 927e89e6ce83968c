"""What is said to whoever is next, and to whoever is not any more."""

from collections.abc import Callable

from tests.truth.found import attributes, order, out_of_turn
from tests.truth.hearing import Claim, Hearing, Slot
from tests.truth.world import World


def _first_of_statements(hearing: Hearing, before: int) -> bool:
    called, first = order(hearing.world), len(out_of_turn(hearing.world))
    if hearing.world.hand(hearing.person) is None:
        return False
    return first == before and [hand.person for hand in called[first : first + 1]] == [hearing.person]


ON_DECK: tuple[Slot, ...] = (
    (
        Claim("You are next. Please get ready.", lambda h, _: _first_of_statements(h, 0)),
        Claim(
            "You are next, after one point of order or direct response. Please get ready.",
            lambda h, _: _first_of_statements(h, 1),
        ),
        Claim(
            "You are next, after {n} points of order or direct responses. Please get ready.",
            lambda h, f: int(f["n"]) > 1 and _first_of_statements(h, int(f["n"])),
        ),
    ),
)


def _since(change: Callable[[World, World], bool]) -> Callable[[Hearing, object], bool]:
    """Whoever hears it was next before, and this has changed since."""

    def holds(hearing: Hearing, _: object) -> bool:
        before, world = hearing.before, hearing.world
        was = before is not None and before.deck is not None and before.deck.person == hearing.person
        return was and before is not None and change(before, world)

    return holds


def _corrected(before: World, world: World) -> bool:
    """Other groups than before, or than those that the coming turn was to count for."""
    deck = before.deck
    return before.people != world.people or (
        deck is not None and deck.attributes != attributes(world, deck.person)
    )


def _turn(world: World) -> int | None:
    return world.floor.given.turn if world.floor else None


def _run(world: World) -> int:
    return world.phase.run if world.phase else 0


def _place(hearing: Hearing, place: int) -> bool:
    called = [hand.person for hand in order(hearing.world) if not hand.aside]
    asides = len(out_of_turn(hearing.world))
    return called.index(hearing.person or 0) + 1 + asides == place


WITHDRAWN: tuple[Slot, ...] = (
    (
        Claim(
            "You are out of the queue. If you come back within a minute, you have the same place.",
            lambda h, _: not h.world.hands(h.person) and bool(h.world.left.get(h.person or 0)),
        ),
    ),
)


def _taken(hearing: Hearing, _: object) -> bool:
    before, floor = hearing.before, hearing.world.floor
    had = before is not None and before.floor is not None and before.floor.person == hearing.person
    new = before is not None and _run(before) != _run(hearing.world)
    return had and new and (floor is None or floor.person != hearing.person)


FLOOR_TAKEN: tuple[Slot, ...] = (
    (
        Claim(
            "A new part of the meeting begins, so your turn is over.",
            _taken,
        ),
    ),
)
OFF_DECK: tuple[Slot, ...] = (
    (
        Claim(
            "A decision was taken back.",
            _since(lambda before, world: len(world.decisions) == len(before.decisions) - 1),
        ),
        Claim(
            "A new part of the meeting begins.",
            _since(lambda before, world: _run(before) != _run(world)),
        ),
        Claim(
            "Somebody was called and is not here.",
            _since(lambda before, world: before.floor is not None and world.floor is None),
        ),
        Claim(
            "A moderator corrected your groups.",
            _since(_corrected),
        ),
        Claim(
            "A moderator gave the floor to somebody else.",
            _since(lambda before, world: _turn(world) not in (None, _turn(before))),
        ),
    ),
    (
        Claim("Who is next is decided anew.", lambda h, _: h.world.deck is None),
        Claim(
            "You are not next any more.",
            lambda h, _: h.world.deck is not None and h.world.deck.person != h.person,
        ),
    ),
    (
        Claim(
            "You keep your place in the queue. At the moment it is {n}.",
            lambda h, f: _place(h, int(f["n"])),
        ),
    ),
)
