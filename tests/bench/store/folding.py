"""Folding a log of 10,000 events, against a plain loop over the same rows."""

from collections import Counter
from collections.abc import Iterator

from bot.domain.meeting.events import Admitted, Joined, Opened, PhaseStarted, RecordedEvent, Withdrawn
from bot.domain.meeting.fold import fold
from bot.domain.meeting.state import Meeting
from bot.services.serializer import Serializer
from tests.bench.figures import Figure, milliseconds
from tests.support.clock import START
from tests.support.plans import plan

EVENTS = 10_000
PEOPLE = 100


def bench() -> Iterator[Figure]:
    """The fold alone, and with decoding what the database holds."""
    planned, serializer = plan(), Serializer()
    rows = [serializer.row(seq, RecordedEvent(event, START), "c") for seq, event in enumerate(_events(), 1)]
    decoded = [serializer.event(row) for row in rows]
    loop, folding, decoding = milliseconds(
        lambda: Counter(row.kind for row in rows),
        lambda: fold(Meeting(planned), decoded),
        lambda: fold(Meeting(planned), [serializer.event(row) for row in rows]),
    )
    yield Figure(f"store folding {EVENTS} events", folding, "ms", loop)
    yield Figure(f"store decoding and folding {EVENTS} events", decoding, "ms", loop)


def _events() -> Iterator[Opened | PhaseStarted | Admitted | Joined | Withdrawn]:
    yield Opened(plan(), None)
    for person in range(1, PEOPLE + 1):
        yield Admitted(person, "remote", person)
    yield PhaseStarted(1, 1, 1)
    for ticket in range(1, (EVENTS - PEOPLE - 2) // 2 + 1):
        person = ticket % PEOPLE + 1
        yield Joined(person, ticket)
        yield Withdrawn(person)
