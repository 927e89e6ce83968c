"""What follows from what is so: who would be called, and in which order."""

from collections.abc import Iterator

from bot.domain.fair_queue import Call, Ticket, Turn
from bot.domain.meeting.events import Attributes
from bot.domain.plan import MODE, REMOTE
from tests.truth.world import Books, Hand, World


def disclosed(world: World, dimension: str, value: str | None) -> str | None:
    """The value as others may know it."""
    found = next((each for each in world.plan.dimensions if each.id == dimension), None)
    if found is None or any(choice.undisclosed and choice.code == value for choice in found.choices):
        return None
    return value


def attributes(world: World, person: int) -> Attributes:
    """What the rule goes by; of whoever is on deck, what it went by when that was decided."""
    if world.deck and world.deck.person == person:
        return world.deck.attributes
    values = world.people[person].values
    own = tuple(disclosed(world, name, values.get(name)) for name in world.rule.dims)
    remote = world.plan.remote_is_a_group and values.get(MODE) == REMOTE
    return (REMOTE, *own[1:]) if remote else own


def shown_group(world: World, person: int, counted: Attributes | None = None) -> str | None:
    """The group in brackets: the one that the turn counts for; of those online as a group, their own."""
    value = (counted or attributes(world, person))[0]
    if world.plan.remote_is_a_group and value == REMOTE:
        first = world.plan.dimensions[0].id
        return disclosed(world, first, world.people[person].values.get(first))
    return value


def callable_hands(world: World) -> list[Hand]:
    """Nobody on hold; whoever lets others pass only where there are none."""
    there = [hand for hand in world.queue if not hand.held]
    return [hand for hand in there if not hand.passing] or there


def out_of_turn(world: World) -> list[Hand]:
    """Points of order, then direct responses."""
    ready = callable_hands(world)
    points = [hand for hand in ready if hand.form == "point-of-order"]
    return points + [hand for hand in ready if hand.form == "reply"]


def tickets(world: World) -> list[Ticket]:
    """The statements that can be called, as the rule sees them, the longest waiter first."""
    return [
        Ticket(hand.person, attributes(world, hand.person), hand.number)
        for hand in callable_hands(world)
        if hand.form == "statement"
    ]


def books(world: World) -> Books:
    """Everything that counts now; a turn that goes on is one slot until its length is known."""
    floor = world.floor
    if floor is None or not floor.charged or world.rule.unit == "turns":
        return world.books
    return world.books.plus(floor.charge(None))


def decided(world: World) -> Call | None:
    """Whom the rule calls now."""
    return books(world).accounts.select(tickets(world))


def order(world: World) -> tuple[Hand, ...]:
    """Everybody who can be called, one after the other."""
    if "order" not in world.known:
        numbered = {hand.number: hand for hand in world.queue}
        called = (numbered[number] for number in _by_the_rule(world))
        world.known["order"] = (*out_of_turn(world), *called)
    return world.known["order"]


def _by_the_rule(world: World) -> Iterator[int]:
    waiting = {ticket.joined: ticket for ticket in tickets(world)}
    literal = books(world).open()
    call = _on_deck(world)
    while waiting:
        call = call or literal.select(waiting.values())
        assert call is not None
        person, values = call.ticket.person, call.ticket.attributes
        yield call.ticket.joined
        literal.charge(Turn(person, values, "rule", call.front, call.forced))
        del waiting[call.ticket.joined]
        call = None


def _on_deck(world: World) -> Call | None:
    deck = world.deck
    hand = world.hand(deck.person) if deck else None
    if deck is None or hand is None:
        return None
    return Call(Ticket(deck.person, deck.attributes, hand.number), deck.front, deck.forced)


def next_up(world: World) -> Hand | None:
    """Whose turn it is next; None if nobody can be called."""
    return next(iter(order(world)), None)
