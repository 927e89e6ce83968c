"""Who takes part, and where they belong."""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from bot.domain.changing import replace
from bot.domain.meeting.events import (
    Admitted,
    CodeIssued,
    Identified,
    LinkAsked,
    LinkDeclined,
    Linked,
    Named,
    ParticipantEvent,
    Regrouped,
    Unlinked,
)
from bot.domain.meeting.evolve.linking import link, unlink
from bot.domain.meeting.evolve.queue import not_on_deck
from bot.domain.meeting.pending import Code, LinkRequest
from bot.domain.meeting.state import Meeting, Participant
from bot.domain.plan import HALL, MODE


def apply_participants(meeting: Meeting, event: ParticipantEvent, at: datetime) -> Meeting:
    """The state after an event about a person."""
    match event:
        case Admitted():
            return _admit(meeting, event)
        case Identified(person, values):
            return change(meeting, person, values)
        case Regrouped(person, values):
            return change(not_on_deck(meeting, person), person, values)
        case CodeIssued(person, code, by):
            return replace(meeting, codes={**meeting.codes, code: Code(person, at, by)})
        case LinkAsked(kept, gone):
            asked = {**meeting.link_requests, gone: LinkRequest(kept, at)}
            used_up = {code: each for code, each in meeting.codes.items() if each.person != gone}
            return replace(meeting, link_requests=asked, codes=used_up)
        case LinkDeclined(person):
            rest = {who: asked for who, asked in meeting.link_requests.items() if who != person}
            return replace(meeting, link_requests=rest)
        case Linked(kept, gone):
            return link(meeting, kept, gone)
        case Unlinked():
            return unlink(meeting, event)
        case Named():
            return meeting
    assert_never(event)


def _admit(meeting: Meeting, event: Admitted) -> Meeting:
    hall = event.mode == HALL
    counters = replace(
        meeting.counters,
        people=event.person,
        hall=max(event.badge, meeting.counters.hall) if hall else meeting.counters.hall,
        guests=meeting.counters.guests if hall else event.badge,
    )
    person = Participant(event.person, event.badge, {MODE: event.mode}, event.listed)
    participants = {**meeting.participants, event.person: person}
    return replace(meeting, counters=counters, participants=participants)


def change(meeting: Meeting, person: int, values: Mapping[str, str | None]) -> Meeting:
    """The person's values, replaced dimension by dimension."""
    known = meeting.participants.get(person)
    if known is None:
        return meeting
    changed = replace(known, values={**known.values, **values})
    return replace(meeting, participants={**meeting.participants, person: changed})
