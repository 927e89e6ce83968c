"""Who takes part, and where they belong."""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from bot.domain.meeting.facts import Admitted, Identified, Named, PeopleFact
from bot.domain.meeting.state import Meeting, Participant
from bot.domain.plan import HALL, MODE


def apply_people(meeting: Meeting, fact: PeopleFact) -> Meeting:
    """The state after a fact about a person."""
    match fact:
        case Admitted():
            return _admit(meeting, fact)
        case Identified(person, values):
            return change(meeting, person, values)
        case Named():
            return meeting
    assert_never(fact)


def _admit(meeting: Meeting, fact: Admitted) -> Meeting:
    hall = fact.mode == HALL
    counters = replace(
        meeting.counters,
        people=fact.person,
        hall=fact.badge if hall else meeting.counters.hall,
        guests=meeting.counters.guests if hall else fact.badge,
    )
    person = Participant(fact.person, fact.badge, {MODE: fact.mode})
    participants = {**meeting.participants, fact.person: person}
    return replace(meeting, counters=counters, participants=participants)


def change(meeting: Meeting, person: int, values: Mapping[str, str | None]) -> Meeting:
    """The person's values, replaced dimension by dimension."""
    known = meeting.participants.get(person)
    if known is None:
        return meeting
    changed = replace(known, values={**known.values, **values})
    return replace(meeting, participants={**meeting.participants, person: changed})
