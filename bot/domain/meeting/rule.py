"""How a meeting uses the fair queue: its rule, and its tickets as the rule sees them."""

from collections.abc import Mapping

from bot.domain.fair_queue import Ledger, Ticket, charge
from bot.domain.fair_queue import Turn as ChargedTurn
from bot.domain.meeting.facts import Attributes
from bot.domain.meeting.state import Meeting, Participant, Turn, Waiting
from bot.domain.plan import REMOTE, Dimension, Plan


def attributes(plan: Plan, participant: Participant) -> Attributes:
    """A person's values in the rule's order; where remote is a group of its own, that comes first."""
    values = tuple(_value(plan, name, participant) for name in plan.rule.dims)
    if plan.remote_is_a_group and participant.mode == REMOTE:
        return (REMOTE, *values[1:])
    return values


def _value(plan: Plan, name: str, participant: Participant) -> str | None:
    dimension = plan.dimension(name)
    return None if dimension is None else disclosed(dimension, participant.values.get(name))


def disclosed(dimension: Dimension, value: str | None) -> str | None:
    """The value as others may know it: whoever prefers not to say is one of those who have not said."""
    return None if any(c.code == value and c.undisclosed for c in dimension.choices) else value


def tickets(meeting: Meeting) -> tuple[Ticket, ...]:
    """Everybody who waits to make a statement, as the rule sees them."""
    ready = _callable(meeting)
    return tuple(
        Ticket(
            waiting.person,
            attributes(meeting.plan, meeting.participants[waiting.person]),
            waiting.ticket,
            held=waiting not in ready,
        )
        for waiting in meeting.queue
        if waiting.form == "statement"
    )


def _callable(meeting: Meeting) -> tuple[Waiting, ...]:
    """Those who can be called now; who lets others pass is one of them where nobody else is."""
    there = tuple(waiting for waiting in meeting.queue if not waiting.held)
    return tuple(waiting for waiting in there if not waiting.passing) or there


def out_of_turn(meeting: Meeting) -> tuple[Waiting, ...]:
    """Those who come before the rule is asked: points of order, then direct responses, each as they came."""
    ready = _callable(meeting)
    points = [waiting for waiting in ready if waiting.form == "point-of-order"]
    return (*points, *(waiting for waiting in ready if waiting.form == "reply"))


def accounts(meeting: Meeting) -> Ledger:
    """The ledger with the turn that goes on, where it is charged only at its end: taken as one slot."""
    if meeting.floor is None or meeting.plan.rule.unit == "turns":
        return meeting.ledger
    return charged(meeting, meeting.floor, None)


def charged(meeting: Meeting, turn: Turn, seconds: int | None) -> Ledger:
    """The ledger with the turn, taken as one slot if `seconds` is None; only rule turns and picks count."""
    given = turn.given
    if given.manner not in ("rule", "override"):
        return meeting.ledger
    counted = ChargedTurn(given.person, given.attributes, given.manner, given.front, given.forced, seconds)
    return charge(meeting.plan.rule, meeting.ledger, counted)


def whose(meeting: Meeting) -> Mapping[int, int]:
    """Who waits, by the number of their ticket."""
    return {waiting.ticket: waiting.person for waiting in meeting.queue}


def group_of(meeting: Meeting, person: int) -> str | None:
    """The person's value on the meeting's first dimension, as it is named in public."""
    first = meeting.plan.dimensions[0]
    return disclosed(first, meeting.participants[person].values.get(first.id))
