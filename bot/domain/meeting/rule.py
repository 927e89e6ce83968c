"""How a meeting uses the fair queue: its rule, and its tickets as the rule sees them."""

from collections.abc import Callable

from bot.domain.changing import replace
from bot.domain.fair_queue import Ledger, Ticket, charge
from bot.domain.fair_queue import Turn as ChargedTurn
from bot.domain.meeting.events import Attributes
from bot.domain.meeting.state import Meeting, Participant, RunningTurn
from bot.domain.meeting.waiting.line import Line
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.plan import REMOTE, Dimension, Plan


def attributes(plan: Plan, participant: Participant) -> Attributes:
    """A person's values in the rule's order; where remote is a group of its own, that comes first."""
    return _reading(plan)(participant)


def counted(meeting: Meeting, person: int) -> Attributes:
    """The values for which a turn of somebody would count now: of whoever is on deck, those decided on."""
    on_deck = meeting.on_deck
    if on_deck is not None and on_deck.person == person:
        return on_deck.attributes
    return attributes(meeting.plan, meeting.participants[person])


def _reading(plan: Plan) -> Callable[[Participant], Attributes]:
    """The same for many people, with what all of them share looked up once."""
    found = [plan.dimension(name) for name in plan.rule.dims]
    hidden = {dimension.id: undisclosed(dimension) for dimension in found if dimension is not None}

    def value(participant: Participant, name: str) -> str | None:
        told = participant.values.get(name)
        return None if name not in hidden or told in hidden[name] else told

    def read(participant: Participant) -> Attributes:
        own = tuple(value(participant, name) for name in plan.rule.dims)
        return (REMOTE, *own[1:]) if plan.remote_is_a_group and participant.mode == REMOTE else own

    return read


def undisclosed(dimension: Dimension) -> frozenset[str]:
    """The codes of those who prefer not to say: to others they are as those who have not said."""
    return frozenset(choice.code for choice in dimension.choices if choice.undisclosed)


def disclosed(dimension: Dimension, value: str | None) -> str | None:
    """The value as others may know it."""
    return None if value in undisclosed(dimension) else value


def tickets(meeting: Meeting) -> tuple[Ticket, ...]:
    """Everybody who waits, as the rule sees them: it calls statements alone, and holds what comes beside it.

    Whoever is on deck counts for the group for which that was decided, whatever they have answered since.
    """
    queue, people, on_deck = meeting.queue, meeting.participants, meeting.on_deck
    read, free = _reading(meeting.plan), _free(queue)

    def ticket(waiting: Waiting) -> Ticket:
        values = read(people[waiting.person])
        return Ticket(waiting.person, values, waiting.ticket, waiting.aside or not free(waiting))

    made = meeting.kept.tickets((meeting.plan, bool(queue.ready)), queue, people, ticket)
    if on_deck is None or on_deck.attributes == read(people[on_deck.person]):
        return made
    return tuple(
        replace(each, attributes=on_deck.attributes) if each.person == on_deck.person else each
        for each in made
    )


def callable_now(meeting: Meeting) -> tuple[Waiting, ...]:
    """Those who can be called now; who lets others pass is one of them where nobody else is."""
    queue = meeting.queue
    return queue.ready or tuple(filter(_free(queue), queue.resting))


def _free(queue: Line) -> Callable[[Waiting], bool]:
    """Whether one of them can be called now."""
    return lambda waiting: not (waiting.held or (waiting.passing and queue.ready))


def out_of_turn(meeting: Meeting) -> tuple[Waiting, ...]:
    """Those who come before the rule is asked: points of order, then direct responses, each as they came."""
    ready = list(filter(_free(meeting.queue), meeting.queue.asides))
    points = [waiting for waiting in ready if waiting.form == "point-of-order"]
    return (*points, *(waiting for waiting in ready if waiting.form == "reply"))


def accounts(meeting: Meeting) -> Ledger:
    """The ledger with the turn that goes on, where it is charged only at its end: taken as one slot."""
    if meeting.floor is None or meeting.rule.unit == "turns":
        return meeting.ledger
    return charged(meeting, meeting.floor, None)


def charged(meeting: Meeting, turn: RunningTurn, seconds: int | None) -> Ledger:
    """The ledger with the turn, taken as one slot if `seconds` is None; only rule turns and picks count."""
    given = turn.given
    if given.manner not in ("rule", "override"):
        return meeting.ledger
    counted = ChargedTurn(given.person, given.attributes, given.manner, given.front, given.forced, seconds)
    return charge(meeting.rule, meeting.ledger, counted)


def unheard_in_phase(meeting: Meeting) -> tuple[int, ...]:
    """Those who can be called for a statement and have had no turn in this phase that counts."""
    ready = callable_now(meeting)
    return tuple(w.person for w in ready if w.form == "statement" and w.person not in meeting.ledger.said)


def group_of(meeting: Meeting, person: int) -> str | None:
    """The person's value on the meeting's first dimension, as it is named in public."""
    first = meeting.plan.dimensions[0]
    return disclosed(first, meeting.participants[person].values.get(first.id))
