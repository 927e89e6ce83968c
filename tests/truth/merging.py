"""Two participants who turn out to be one."""

from dataclasses import replace

from bot.domain.plan import MODE
from tests.truth.world import Floor, Somebody, World


def linked(world: World, kept: int, gone: int) -> World:
    one, other = world.people.get(kept), world.people.get(gone)
    if one is None or other is None:
        return world
    people = {**world.people, kept: _both(one, other)}
    del people[gone]
    deck = world.deck
    if deck is not None and deck.person in (kept, gone):
        deck = None
    floor = _theirs(world, kept, gone)
    past = tuple(replace(each, person=kept) if each.person == gone else each for each in world.past)
    books = world.books.plus((kept, gone))
    merged = replace(world, people=people, deck=deck, floor=floor, past=past, books=books)
    return _one_hand(_one_hand(merged, (kept, gone), aside=False), (kept, gone), aside=True)


def _both(one: Somebody, other: Somebody) -> Somebody:
    """What the kept one said goes first, unless only the other is bound by a turn; the hall is the hall."""
    first, second = (other, one) if other.spoke and not one.spoke else (one, other)
    said = {name: value for name, value in first.values.items() if value is not None}
    hall = one if one.in_hall or not other.in_hall else other
    values = {**second.values, **said, MODE: hall.values.get(MODE)}
    return Somebody(hall.badge, values, one.spoke or other.spoke)


def _one_hand(world: World, both: tuple[int, int], *, aside: bool) -> World:
    """Of each sort the earlier place, with the words of either; on hold if both are."""
    hands = [hand for hand in world.queue if hand.person in both and hand.aside == aside]
    if not hands:
        return world
    texts = tuple(text for hand in hands for text in hand.texts)
    first = replace(hands[0], person=both[0], texts=texts, held=all(hand.held for hand in hands))
    others = [hand for hand in world.queue if hand not in hands]
    return replace(world, queue=tuple(sorted((*others, first), key=lambda hand: hand.number)))


def _theirs(world: World, kept: int, gone: int) -> Floor | None:
    floor = world.floor
    if floor is None or floor.person not in (kept, gone):
        return floor
    other = world.people[kept if floor.person == gone else gone]
    hand = floor.hand and replace(floor.hand, person=kept)
    return replace(floor, person=kept, hand=hand, spoke=floor.spoke or other.spoke)
