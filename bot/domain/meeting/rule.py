"""How a meeting uses the fair queue: its rule, and its tickets as the rule sees them."""

from collections.abc import Callable, Mapping

from bot.domain.fair_queue import Ledger, Ticket, charge
from bot.domain.fair_queue import Turn as ChargedTurn
from bot.domain.meeting.events import Attributes
from bot.domain.meeting.state import Meeting, Participant, RunningTurn, Waiting
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
    ready = {waiting.ticket for waiting in callable_now(meeting) if waiting.form == "statement"}
    read, people = _reading(meeting.plan), meeting.participants
    kept, on_deck = meeting.kept, meeting.on_deck

    def ticket(waiting: Waiting) -> Ticket:
        held = waiting.ticket not in ready
        if on_deck is not None and waiting.person == on_deck.person:
            return Ticket(waiting.person, on_deck.attributes, waiting.ticket, held)
        person = people[waiting.person]
        source = meeting.plan, person, waiting.person, held
        return kept.ticket(
            waiting.ticket, source, lambda: Ticket(waiting.person, read(person), waiting.ticket, held)
        )

    return tuple(map(ticket, meeting.queue))


def callable_now(meeting: Meeting) -> tuple[Waiting, ...]:
    """Those who can be called now; who lets others pass is one of them where nobody else is."""
    there = tuple(waiting for waiting in meeting.queue if not waiting.held)
    return tuple(waiting for waiting in there if not waiting.passing) or there


def out_of_turn(meeting: Meeting) -> tuple[Waiting, ...]:
    """Those who come before the rule is asked: points of order, then direct responses, each as they came."""
    ready = callable_now(meeting)
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


def whose(meeting: Meeting) -> Mapping[int, int]:
    """Who waits, by the number of their ticket."""
    return {waiting.ticket: waiting.person for waiting in meeting.queue}


def group_of(meeting: Meeting, person: int) -> str | None:
    """The person's value on the meeting's first dimension, as it is named in public."""
    first = meeting.plan.dimensions[0]
    return disclosed(first, meeting.participants[person].values.get(first.id))
