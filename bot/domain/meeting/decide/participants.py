"""Taking part, and saying where one belongs."""

from collections.abc import Mapping

from bot.domain.meeting.events import Admitted, Event, Identified
from bot.domain.meeting.rule import disclosed
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, refuse
from bot.domain.plan import HALL


def admit(meeting: Meeting, mode: str) -> Admitted:
    """A new participant, with the next free number."""
    counters = meeting.counters
    badge = (counters.hall if mode == HALL else counters.guests) + 1
    return Admitted(counters.people + 1, mode, badge)


def identify(meeting: Meeting, person: int, values: Mapping[str, str | None]) -> tuple[Event, ...] | Refusal:
    """Where somebody belongs, until their first turn; then a moderator has to change it."""
    participant = meeting.participants[person]
    first = meeting.plan.dimensions[0]
    known = participant.values.get(first.id)
    wanted = values.get(first.id, known)
    if participant.spoke and disclosed(first, wanted) != disclosed(first, known):
        return refuse("refused-group-locked")
    return (Identified(person, values),)
