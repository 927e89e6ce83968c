"""Shorter words to those concerned."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tests.truth.clockwork import turn_left
from tests.truth.deck import WITHDRAWN
from tests.truth.found import books, callable_hands, disclosed, shown_group, tickets
from tests.truth.grip import forms
from tests.truth.hearing import Claim, Hearing, Slot, seconds
from tests.truth.queue import in_time, place_of
from tests.truth.world import Hand

Fields = Mapping[str, str]


def _hand_before(hearing: Hearing, name: str, *, held: bool) -> bool:
    """Whether somebody of that name was on hold, or let others pass, and now can be called."""
    before = hearing.before
    assert before is not None
    hands = [hand for hand in before.queue if hearing.is_called(name, hand.person)]
    there = {hand.person for hand in callable_hands(hearing.world)}
    return any(hand.held == held and hand.person in there for hand in hands)


def _is_away(hearing: Hearing, fields: Fields) -> bool:
    return any(hand.held and hearing.is_called(fields["name"], hand.person) for hand in hearing.world.queue)


RETURNED: Slot = (
    Claim("{name} is back and can be called.", lambda h, f: _hand_before(h, f["name"], held=True)),
    Claim("{name} can be called again.", lambda h, f: _hand_before(h, f["name"], held=False)),
)


def _newcomers(hearing: Hearing) -> list[Hand]:
    """What has just come into the queue, or stands there again, of one person."""
    before = hearing.before
    assert before is not None
    known = {hand.number for hand in before.queue}
    new = [hand for hand in hearing.world.queue if hand.number not in known]
    return new if len({hand.person for hand in new}) == 1 else []


def _first_hand(hearing: Hearing, fields: Fields, others: bool) -> bool:
    before, new = hearing.before, _newcomers(hearing)
    if before is None or not any(
        hearing.is_shown(fields["who"], hand.person, _group(hearing, hand)) for hand in new
    ):
        return False
    return not callable_hands(before) and bool(before.queue) == others


def _group(hearing: Hearing, hand: Hand) -> str | None:
    return shown_group(hearing.world, hand.person)


def _point_of_order(hearing: Hearing, fields: Fields) -> bool:
    points = [hand for hand in _newcomers(hearing) if hand.form == "point-of-order"]
    return any(hearing.is_shown(fields["who"], hand.person, _group(hearing, hand)) for hand in points)


FIRST_HAND: Slot = (
    Claim(
        "{who} raised a hand; the queue was empty.",
        lambda h, f: _first_hand(h, f, False),
    ),
    Claim(
        "{who} raised a hand; nobody else can be called now.",
        lambda h, f: _first_hand(h, f, True),
    ),
)


def _missed(hearing: Hearing, *times: int, waits: bool) -> bool:
    """How often this place's owner was called in vain, 0 without a place; whether they wait, on hold."""
    before = hearing.before
    floor = before.floor if before else None
    if floor is None or floor.person != hearing.person:
        return False
    called, hands = 0 if floor.hand is None else floor.hand.absences + 1, hearing.world.hands(floor.person)
    return called in times and waits == bool(hands) and all(hand.held for hand in hands)


MISSED: Slot = (
    Claim(
        "We called you and you were not there. You keep your place. Please say when you are back.",
        lambda h, _: _missed(h, 1, waits=True),
    ),
    Claim(
        "We called you and you were not there. Your other place in the queue is kept."
        " Please say when you are back.",
        lambda h, _: _missed(h, 0, 2, waits=True),
    ),
    Claim("We called you and you were not there.", lambda h, _: _missed(h, 0, waits=False)),
    Claim(
        "We called you twice and you were not there, so your place is gone.",
        lambda h, _: _missed(h, 2, waits=False),
    ),
)


def _third_turn(hearing: Hearing, fields: Fields) -> bool:
    """Whether it is the speaker's third turn of the phase, and so many who can be called have had none."""
    floor, had = hearing.world.floor, books(hearing.world).accounts.said
    if floor is None or not hearing.is_called(fields["name"], floor.person) or had[floor.person] != 3:
        return False
    new = [each for each in tickets(hearing.world) if each.person not in had]
    return len(new) == int(fields.get("n", 1))


MEND = "Another rule lets them come sooner."
THIRD_TURN: Slot = (
    Claim(
        "{name} has a third turn in this phase, and one person who waits has had none. " + MEND, _third_turn
    ),
    Claim(
        "{name} has a third turn in this phase, and {n} people who wait have had none. " + MEND, _third_turn
    ),
)


def _left(hearing: Hearing, fields: Fields) -> bool:
    floor = hearing.world.floor
    if floor is None:
        return False
    named = (
        hearing.person == floor.person
        if "name" not in fields
        else hearing.is_called(fields["name"], floor.person)
    )
    return named and seconds(fields["time"]) == round(turn_left(hearing.world, floor, hearing.now))


def _shown(hearing: Hearing, fields: Fields) -> bool:
    person = hearing.person
    return person is not None and hearing.is_shown(fields["who"], person, shown_group(hearing.world, person))


def _decided_before(hearing: Hearing, _: Fields) -> bool:
    """Whether the turn that comes was decided for a group that the person has left since."""
    world, deck = hearing.world, hearing.world.deck
    if deck is None or deck.person != hearing.person:
        return False
    first = world.plan.dimensions[0].id
    own = disclosed(world, first, world.people[deck.person].values.get(first))
    return shown_group(world, deck.person, deck.attributes) != own


def _alone(hearing: Hearing) -> bool:
    """Everybody else is on hold or lets others pass, too; and this one is not on hold."""
    ready = any(not hand.held and not hand.passing for hand in hearing.world.queue)
    return not ready and any(hand.person == hearing.person for hand in callable_hands(hearing.world))


def _lets_pass(hearing: Hearing) -> bool:
    """Somebody else is called first, and this one not before."""
    there = {hand.person for hand in callable_hands(hearing.world)}
    return bool(there) and hearing.person not in there


PASSED: Slot = (
    Claim(
        "Somebody else is called first. You keep your place.",
        lambda h, _: _lets_pass(h),
    ),
    Claim(
        "Nobody else is ready now, so you can be called all the same. You keep your place.",
        lambda h, _: _alone(h),
    ),
)


TAKEN_BACK: Slot = (
    Claim(
        "Your direct response is taken back. You keep your place in the queue.",
        lambda h, _: forms(h) == {"statement"},
    ),
    Claim(
        "Your point of order is taken back. You keep your place in the queue.",
        lambda h, _: forms(h) == {"statement"},
    ),
)
JOINED: tuple[Slot, ...] = (
    place_of(
        {
            "reply": "Your direct response comes before the queue. ",
            "point-of-order": "Your point of order comes before the queue. ",
            "statement": "You are in the queue. ",
        }
    ),
    (
        Claim("A moderator will read your words aloud.", lambda h, _: _some(h, words=True, reached=True)),
        Claim(
            "Your words are kept, and are read aloud if there is time.",
            lambda h, _: _some(h, words=True, reached=False),
        ),
        Claim("You can hand in words for the minutes.", lambda h, _: _some(h, words=False, reached=False)),
        Claim("", lambda h, _: _some(h, words=False, reached=True)),
    ),
    (
        Claim(
            "You keep your other place.",
            lambda h, _: "statement" in forms(h) and len(forms(h)) == 2,
        ),
        Claim(""),
    ),
    (Claim("Others will see: {who}.", _shown),),
    (
        Claim(
            "{title}? Others see it. You need not say.",
            lambda h, f: _asks(h) == (0, f["title"]),
        ),
        Claim(
            "{title}? Others do not see it. You need not say.",
            lambda h, f: _asks(h)[0] > 0 and _asks(h)[1] == f["title"],
        ),
        Claim("", lambda h, _: _asks(h) == (-1, "")),
    ),
)


def _asks(hearing: Hearing) -> tuple[int, str]:
    """The first question that the person has not answered, and its number; -1 if there is none."""
    said = hearing.world.people[hearing.person or 0].values
    for number, dimension in enumerate(hearing.world.plan.dimensions):
        if dimension.asked and said.get(dimension.id) is None:
            return number, dimension.name["en"]
    return -1, ""


def _some(hearing: Hearing, *, words: bool, reached: bool) -> bool:
    """Whether they wait for something with words or without, for which the time suffices or not.

    Whoever was told to be next is reached.
    """
    deck = hearing.world.deck
    following = deck is not None and deck.person == hearing.person
    return any(
        bool(hand.texts) == words and (in_time(hearing, hand) == reached or (reached and following))
        for hand in hearing.world.hands(hearing.person)
    )


OTHERS: Mapping[str, Sequence[Slot]] = MappingProxyType(
    {
        "returned": (RETURNED,),
        "away": ((Claim("{name} is away and keeps their place.", _is_away),),),
        "third-turn": (THIRD_TURN,),
        "callable-again": (RETURNED,),
        "joined": JOINED,
        "withdrawn": WITHDRAWN,
        "withdrawn-raised": (TAKEN_BACK,),
        "point-of-order": (
            (
                Claim(
                    "Point of order: {who}. It comes before the queue.",
                    _point_of_order,
                ),
            ),
        ),
        "first-hand": (FIRST_HAND,),
        "first-hand-now": (FIRST_HAND,),
        "absent-kept": (MISSED,),
        "absent-missed": (MISSED,),
        "absent-gone": (MISSED,),
        "absent-other": (MISSED,),
        "turn-warning": ((Claim("{name}: {time} left.", _left),),),
        "turn-warning-you": ((Claim("You have {time} left.", _left),),),
        "passed": (PASSED,),
        "passed-alone": (PASSED,),
        "shown-as": ((Claim("Others will see: {who}.", _shown),),),
        "identified-on-deck": (
            (
                Claim(
                    "Your coming turn still counts for that group.",
                    _decided_before,
                ),
            ),
        ),
    }
)
