"""What answers and the board say of the queue, sentence by sentence."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from bot.domain.meeting.events import Form
from tests.truth.clockwork import discussing, phase_end, reach, said, wait
from tests.truth.floor import all_shown, nobody_callable, nobody_waits, shows
from tests.truth.found import next_up, order, shown_group
from tests.truth.hearing import Claim, Hearing, Holds, Slot, seconds, several
from tests.truth.world import Hand, World

Fields = Mapping[str, str]
Test = Callable[[Hearing, Fields, Hand], bool]


def _place(world: World, hand: Hand) -> int:
    """The place of a hand, 0 where it cannot be called."""
    called = order(world)
    return called.index(hand) + 1 if hand in called else 0


def _is_next(hearing: Hearing, _: Fields, hand: Hand) -> bool:
    """Told to be next, and nobody comes before by a point of order or a direct response."""
    deck = hearing.world.deck
    return deck is not None and deck.person == hand.person and hand == next_up(hearing.world)


def in_time(hearing: Hearing, hand: Hand) -> bool:
    return _place(hearing.world, hand) <= reach(hearing.world, hearing.now)


def _at(hearing: Hearing, fields: Fields, hand: Hand) -> bool:
    """The place, where more than "you are next" is to be said of it."""
    return _place(hearing.world, hand) == int(fields["n"]) and not _is_next(hearing, fields, hand)


def _waits(hearing: Hearing, fields: Fields, hand: Hand) -> bool:
    right = seconds(fields["time"]) == wait(hearing.world, int(fields["n"]), hearing.now)
    runs = discussing(hearing.world) and hearing.world.paused_at is None
    return _at(hearing, fields, hand) and right and runs and in_time(hearing, hand)


def _stands_still(hearing: Hearing, fields: Fields, hand: Hand) -> bool:
    still = discussing(hearing.world) and hearing.world.paused_at is not None
    return _at(hearing, fields, hand) and still and in_time(hearing, hand)


def _too_early(hearing: Hearing, fields: Fields, hand: Hand) -> bool:
    return _at(hearing, fields, hand) and not discussing(hearing.world) and in_time(hearing, hand)


def _too_late(hearing: Hearing, fields: Fields, hand: Hand) -> bool:
    return _at(hearing, fields, hand) and not in_time(hearing, hand)


def _on_hold(hearing: Hearing, _: Fields, hand: Hand) -> bool:
    return _place(hearing.world, hand) == 0


PLACE: Mapping[str, Test] = {
    "You are next.": _is_next,
    "Your place now: {n}, in about {time}.": _waits,
    "Your place now: {n}. The clocks stand still.": _stands_still,
    "Your place now: {n}. The floor is given in the discussion.": _too_early,
    "Your place now: {n}. The time may end before your turn.": _too_late,
    "You keep your place, and are not called at the moment.": _on_hold,
}


def place_of(begins: Mapping[Form, str]) -> Slot:
    """What can be said of a place, for each of the forms that somebody waits for, as it begins for that."""
    return tuple(
        Claim(begin + words, partial(_of_form, form, test))
        for form, begin in begins.items()
        for words, test in PLACE.items()
    )


def _of_form(form: Form, test: Test, hearing: Hearing, fields: Fields) -> bool:
    hand = next((hand for hand in hearing.world.hands(hearing.person) if hand.form == form), None)
    return hand is not None and test(hearing, fields, hand)


PLACE_OF = place_of(
    {
        "reply": "Your direct response: ",
        "point-of-order": "Your point of order: ",
        "statement": "",
    }
)
HAS_FLOOR: Slot = (
    Claim(
        "You have the floor.",
        lambda h, _: h.world.floor is not None and h.world.floor.person == h.person,
    ),
)


def floor_shown(hearing: Hearing, who: str) -> bool:
    """Whether it is who has the floor, with the group that the turn counts for."""
    floor = hearing.world.floor
    if floor is None:
        return False
    group = shown_group(hearing.world, floor.person, floor.given.attributes)
    return hearing.is_shown(who, floor.person, group)


FLOOR: Slot = (
    Claim("Floor: {who}\n", lambda h, f: floor_shown(h, f["who"])),
    Claim("Floor: nobody\n", lambda h, _: h.world.floor is None),
)
NEW_HANDS: Mapping[str, bool] = {
    "There is one queue for everybody.": False,
    "The queue is closed. A point of order can be raised.": True,
}
"""What is said of new hands, by whether the queue is closed."""


def _nobody(test: Holds, closed: bool, hearing: Hearing, fields: Fields) -> bool:
    return test(hearing, fields) and hearing.world.closed == closed


def _closed(closed: bool, hearing: Hearing, _: Fields) -> bool:
    return hearing.world.closed == closed


def _held(world: World) -> list[Hand]:
    return [hand for hand in world.queue if hand.held]


def _away(hearing: Hearing, people: str) -> bool:
    return len(_held(hearing.world)) <= 10 and all_shown(hearing, several(people), _held(hearing.world))


def _many_away(hearing: Hearing, count: int) -> bool:
    held = _held(hearing.world)
    return len(held) > 10 and len({hand.person for hand in held}) == count


AWAY: Slot = (
    Claim("Away: {n} people\n", lambda h, f: _many_away(h, int(f["n"]))),
    Claim("Away: {people}\n", lambda h, f: _away(h, f["people"])),
)
LINES = 25
"""So many stand on the first page of the queue."""
_LINE = re.compile(r"(?P<place>\d+)\. (?P<who>.*?)(?P<words>, with words to be read aloud)?")

QUEUE: tuple[Slot, ...] = (
    FLOOR,
    (
        Claim("One person is waiting:\n{lines}", lambda h, f: _listed(h, f, 1, all=True)),
        Claim("{n} people are waiting:\n{lines}", lambda h, f: _listed(h, f, int(f["n"]), all=True)),
        Claim("One person can be called now:\n{lines}", lambda h, f: _listed(h, f, 1, all=False)),
        Claim("{n} people can be called now:\n{lines}", lambda h, f: _listed(h, f, int(f["n"]), all=False)),
        *(
            Claim(f"{nobody} {hands}", partial(_nobody, test, closed))
            for nobody, test in (
                ("Nobody is waiting.", nobody_waits),
                ("Nobody can be called now.", nobody_callable),
            )
            for hands, closed in NEW_HANDS.items()
        ),
    ),
    (
        Claim("Away: {n} people", lambda h, f: _many_away(h, int(f["n"]))),
        Claim("Away: {lines}", lambda h, f: _away(h, f["lines"])),
        Claim("", lambda h, _: bool(order(h.world)) or not _held(h.world)),
    ),
)


def _listed(hearing: Hearing, fields: Fields, count: int, *, all: bool) -> bool:
    called = order(hearing.world)
    if all != (len(called) == len(hearing.world.queue)) or count != len({hand.person for hand in called}):
        return False
    *names, last = fields["lines"].strip().split("\n")
    if not _held(hearing.world):
        return _numbered(hearing, [*names, last], called)
    away = last.removeprefix("Away: ")
    told = _many_away(hearing, int(away.split()[0])) if away.endswith(" people") else _away(hearing, away)
    return last.startswith("Away: ") and told and _numbered(hearing, names, called)


def _numbered(hearing: Hearing, lines: Sequence[str], called: Sequence[Hand]) -> bool:
    """Each with their place, and marked if they have words to be read aloud."""
    listed = [_LINE.fullmatch(line) for line in lines]
    marked = [(int(found["place"]), bool(found["words"])) for found in listed if found]
    expected = [(place, bool(hand.texts)) for place, hand in enumerate(called[:LINES], start=1)]
    return marked == expected and all_shown(
        hearing, [found["who"] for found in listed if found], called[:LINES]
    )


def _counted(hearing: Hearing, fields: Fields) -> bool:
    """Everybody who waits, by group; only in a queue too long to name all."""
    world, people = hearing.world, {hand.person for hand in hearing.world.queue}
    groups = Counter(shown_group(world, person) for person in people)
    told: Counter[str | None] = Counter()
    for part in several(fields["people"]):
        label, _, count = part.rpartition(" ")
        told[next(value for value in groups if hearing.is_group(label, value))] += int(count)
    return int(fields["n"]) == len(people) and told == groups and len(order(world)) > 10


def _when(hearing: Hearing, fields: Fields, at: datetime, since: datetime | None) -> bool:
    return fields["at"] == said(hearing.world, at, since)


def _until(hearing: Hearing, fields: Fields) -> bool:
    """The end of the phase, with its day where it is not the day of the beginning."""
    phase, end = hearing.world.phase, phase_end(hearing.world)
    return phase is not None and end is not None and _when(hearing, fields, end, phase.since)


BOARD: tuple[Slot, ...] = (
    (
        Claim(
            "{title} starts on {at}\n",
            lambda h, f: h.world.phase is None and _when(h, f, h.world.plan.start, None),
        ),
        Claim("{title}, until {at}\n", _until),
        Claim("{title}, paused\n", lambda h, _: h.world.paused_at is not None),
    ),
    FLOOR,
    (
        Claim("Queue: empty\n", lambda h, _: not h.world.queue),
        Claim("Queue: nobody can be called now\n", nobody_callable),
        Claim("Next: {who}\n", lambda h, f: shows(h, f["who"], next_up(h.world))),
    ),
    (
        Claim(
            "Then, may change: {people}\n",
            lambda h, f: all_shown(h, several(f["people"]), order(h.world)[1:]),
        ),
        Claim("{n} waiting: {people}\n", _counted),
        Claim("", lambda h, _: len(order(h.world)) < 2),
    ),
    (*AWAY, Claim("", lambda h, _: not _held(h.world))),
    (
        Claim("There is one queue for everybody.", partial(_closed, False)),
        Claim("The queue is closed. A point of order can be raised.", partial(_closed, True)),
    ),
)
