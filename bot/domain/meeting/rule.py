"""How a meeting uses the fair queue: its rule, and its tickets as the rule sees them."""

from collections.abc import Mapping

from bot.domain.fair_queue import Rule, Ticket
from bot.domain.meeting.facts import Attributes
from bot.domain.meeting.state import Meeting, Participant
from bot.domain.plan import Dimension, Plan


def rule_of(plan: Plan) -> Rule:
    """The rule of a meeting: the first dimension alternates, the others balance inside it."""
    return Rule(dims=tuple(d.id for d in plan.dimensions), slot=plan.speaking_seconds)


def attributes(plan: Plan, participant: Participant) -> Attributes:
    """A person's values in the rule's order."""
    return tuple(disclosed(d, participant.values.get(d.id)) for d in plan.dimensions)


def disclosed(dimension: Dimension, value: str | None) -> str | None:
    """The value as others may know it: whoever prefers not to say is one of those who have not said."""
    return None if any(c.code == value and c.undisclosed for c in dimension.choices) else value


def tickets(meeting: Meeting) -> tuple[Ticket, ...]:
    """Everybody who waits, as the rule sees them."""
    return tuple(
        Ticket(w.person, attributes(meeting.plan, meeting.participants[w.person]), w.ticket)
        for w in meeting.queue
    )


def whose(meeting: Meeting) -> Mapping[int, int]:
    """Who waits, by the number of their ticket."""
    return {waiting.ticket: waiting.person for waiting in meeting.queue}


def group_of(meeting: Meeting, person: int) -> str | None:
    """The person's value on the dimension that alternates, as it is named in public."""
    first = meeting.plan.dimensions[0]
    return disclosed(first, meeting.participants[person].values.get(first.id))
