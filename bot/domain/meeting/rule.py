"""How a meeting uses the fair queue: its rule, and its tickets as the rule sees them."""

from bot.domain.fair_queue import Rule, Ticket
from bot.domain.meeting.facts import Attributes
from bot.domain.meeting.state import Meeting, Participant
from bot.domain.plan import Plan


def rule_of(plan: Plan) -> Rule:
    """The rule of a meeting: the first dimension alternates, the others balance inside it."""
    return Rule(dims=tuple(d.id for d in plan.dimensions), slot=plan.speaking_seconds)


def attributes(plan: Plan, participant: Participant) -> Attributes:
    """A person's values in the rule's order; an undisclosed choice counts as not stated."""
    return tuple(
        None if _undisclosed(plan, d.id, participant.values.get(d.id)) else participant.values.get(d.id)
        for d in plan.dimensions
    )


def _undisclosed(plan: Plan, dimension: str, value: str | None) -> bool:
    found = plan.dimension(dimension)
    return found is not None and any(c.code == value and c.undisclosed for c in found.choices)


def tickets(meeting: Meeting) -> tuple[Ticket, ...]:
    """Everybody who waits, as the rule sees them."""
    return tuple(
        Ticket(w.person, attributes(meeting.plan, meeting.participants[w.person]), w.ticket)
        for w in meeting.queue
    )


def group_of(meeting: Meeting, person: int) -> str | None:
    """The person's choice on the dimension that alternates (named in public), None if not stated."""
    dimension = meeting.plan.dimensions[0].id
    return meeting.participants[person].values.get(dimension)
