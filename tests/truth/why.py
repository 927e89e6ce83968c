"""What the answer to `why` claims: how groups stand, and where one is oneself."""

from collections.abc import Mapping

from bot.domain.plan import MODE, REMOTE
from tests.truth.found import attributes, books, callable_hands, decided, order, shown_group
from tests.truth.grounds import in_turn, ranked
from tests.truth.hearing import Claim, Hearing, Slot
from tests.truth.world import Hand, World

Fields = Mapping[str, str]


def by_age(world: World) -> bool:
    """Whether who is furthest behind is whose last turn is longest ago, down the whole list."""
    accounts = books(world).accounts
    ages = [accounts.last[group] for group in ranked(world)]
    return in_turn(world.rule) and ages == sorted(ages)


def rows(world: World) -> list[str]:
    """A line for each group that waits; those of whom nobody can be called come last."""
    accounts, lines = books(world).accounts, []
    groups = {hand.person: attributes(world, hand.person)[0] for hand in world.queue}
    waiting = list(groups.values())
    free = {attributes(world, hand.person)[0] for hand in callable_hands(world)}
    others = [group for group in dict.fromkeys(waiting) if group not in ranked(world)]
    for group in (*ranked(world), *others):
        ago = accounts.turns - 1 - accounts.last[group]
        turn = (
            f"last turn {ago} turns ago"
            if ago > 1
            else "last turn one turn ago"
            if ago
            else "had the last turn"
        )
        turn = turn if accounts.last[group] >= 0 else "no turn yet"
        rest = "" if group in free else ", on hold"
        lines.append(f"{label(world, group)}: {turn}; {waiting.count(group)} waiting{rest}")
    return lines


def label(world: World, group: str | None) -> str:
    if world.plan.remote_is_a_group and group == REMOTE:
        mode = next(each for each in world.plan.dimensions if each.id == MODE)
        return next(choice.name["en"] for choice in mode.choices if choice.code == REMOTE)
    names = {choice.code: choice.name["en"] for choice in world.plan.dimensions[0].choices}
    return names.get(group or "", "not stated")


def _decided_before(hearing: Hearing, fields: Fields) -> bool:
    deck, today = hearing.world.deck, decided(hearing.world)
    if deck is None or today is None or today.ticket.person == deck.person:
        return False
    return hearing.is_shown(fields["who"], deck.person, shown_group(hearing.world, deck.person))


def _as_decided(hearing: Hearing) -> bool:
    deck, today = hearing.world.deck, decided(hearing.world)
    return deck is None or today is None or today.ticket.person == deck.person


def _asked(hearing: Hearing) -> Hand | None:
    """The place that is asked about: that of one's statement, else of what one has raised."""
    return hearing.world.hand(hearing.person) or hearing.world.hand(hearing.person, aside=True)


def _is_asked(hearing: Hearing, fields: Fields, place: int) -> bool:
    hand, called = _asked(hearing), order(hearing.world)
    if hand is None or place != (called.index(hand) + 1 if hand in called else 0):
        return False
    return hearing.is_shown(fields["who"], hand.person, shown_group(hearing.world, hand.person))


def _ahead(hearing: Hearing, count: int) -> bool:
    hand, called = _asked(hearing), order(hearing.world)
    assert hand is not None
    own = attributes(hearing.world, hand.person)[0]
    before = {other.person for other in called[: called.index(hand)]} if hand in called else set()
    before.discard(hand.person)
    return sum(attributes(hearing.world, other)[0] == own for other in before) == count


def _rests(hearing: Hearing, rest: str) -> bool:
    """Whether the group in front has to wait, for all others or for first voices."""
    today = decided(hearing.world)
    return today is not None and today.forced and hearing.world.rule.rest == rest


WHY: tuple[Slot, ...] = (
    (
        Claim(
            "The floor goes to the group whose last turn in the queue is longest ago.",
            lambda h, _: by_age(h.world),
        ),
        Claim("The floor goes to the group furthest behind its share.", lambda h, _: not by_age(h.world)),
    ),
    (
        Claim(
            "Speakers of the programme, direct responses and points of order do not count.",
            lambda h, _: h.world.free > 0,
        ),
        Claim("", lambda h, _: h.world.free == 0),
    ),
    (
        Claim(
            "The group that had the last turn in the queue lets another one go first.",
            lambda h, _: _rests(h, "hard"),
        ),
        Claim(
            "A group with somebody who has had no turn in the queue in this phase goes first.",
            lambda h, _: _rests(h, "soft"),
        ),
        Claim("", lambda h, _: not _rests(h, "hard") and not _rests(h, "soft")),
    ),
    (Claim("{rows}", lambda h, f: f["rows"].strip().split("\n") == rows(h.world)),),
    (
        Claim("Next is {who}: that was decided earlier.", _decided_before),
        Claim("", lambda h, _: _as_decided(h)),
    ),
    (
        Claim("{who} is not called at the moment.", lambda h, f: _is_asked(h, f, 0)),
        Claim("{who} is next.", lambda h, f: _is_asked(h, f, 1)),
        Claim("{who} has place {n}.", lambda h, f: _is_asked(h, f, int(f["n"]))),
    ),
    (
        Claim("One person of the same group is before.", lambda h, _: _ahead(h, 1)),
        Claim("{n} people of the same group are before.", lambda h, f: _ahead(h, int(f["n"]))),
        Claim("", lambda h, _: _ahead(h, 0)),
    ),
)
