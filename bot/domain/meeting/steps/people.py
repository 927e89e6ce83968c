"""Who takes part, and where they belong."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.domain.meeting.facts import (
    Admitted,
    CodeIssued,
    Identified,
    Linked,
    Named,
    PeopleFact,
    Regrouped,
)
from bot.domain.meeting.state import Code, Meeting, Participant
from bot.domain.meeting.steps.linking import link
from bot.domain.meeting.steps.queue import not_on_deck
from bot.domain.plan import HALL, MODE


def apply_people(meeting: Meeting, fact: PeopleFact, at: datetime) -> Meeting:
    """The state after a fact about a person."""
    match fact:
        case Admitted():
            return _admit(meeting, fact)
        case Identified(person, values):
            return change(meeting, person, values)
        case Regrouped(person, values):
            return change(not_on_deck(meeting, person), person, values)
        case CodeIssued(person, code):
            return replace(meeting, codes={**meeting.codes, code: Code(person, at)})
        case Linked(kept, gone):
            return link(meeting, kept, gone)
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
    person = Participant(fact.person, fact.badge, {MODE: fact.mode}, fact.listed)
    participants = {**meeting.participants, fact.person: person}
    return replace(meeting, counters=counters, participants=participants)


def change(meeting: Meeting, person: int, values: Mapping[str, str | None]) -> Meeting:
    """The person's values, replaced dimension by dimension."""
    known = meeting.participants.get(person)
    if known is None:
        return meeting
    changed = replace(known, values={**known.values, **values})
    return replace(meeting, participants={**meeting.participants, person: changed})
