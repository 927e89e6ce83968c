"""Two participants become one: one ticket, one group, and heard if either was."""

from dataclasses import replace

from bot.domain.fair_queue import Ledger
from bot.domain.meeting.state import Meeting, Participant, Turn
from bot.domain.plan import HALL, MODE


def link(meeting: Meeting, kept: int, gone: int) -> Meeting:
    """The meeting with `gone` as a part of `kept`."""
    one, other = meeting.participants.get(kept), meeting.participants.get(gone)
    if one is None or other is None:
        return meeting
    participants = {**meeting.participants, kept: _both(one, other)}
    del participants[gone]
    return replace(
        _one_ticket(meeting, kept, gone),
        participants=participants,
        floor=_theirs(meeting, kept, gone),
        on_deck=None if meeting.on_deck and meeting.on_deck.person == gone else meeting.on_deck,
        ledger=_heard(meeting, kept, gone),
        spoken=tuple(replace(s, person=kept) if s.person == gone else s for s in meeting.spoken),
        moderators=frozenset(kept if who == gone else who for who in meeting.moderators),
        codes={code: each for code, each in meeting.codes.items() if each.person not in (kept, gone)},
    )


def _both(one: Participant, other: Participant) -> Participant:
    """What either said counts, the kept one's word first; whoever is in the hall is there."""
    said = {d: value for d, value in one.values.items() if value is not None}
    values = {**other.values, **said}
    if HALL in (one.mode, other.mode):
        values[MODE] = HALL
    return replace(
        one,
        values=values,
        spoke=one.spoke or other.spoke,
        asked=one.asked or other.asked,
        stays=one.stays or other.stays,
        listed=one.listed if one.listed is not None else other.listed,
    )


def _one_ticket(meeting: Meeting, kept: int, gone: int) -> Meeting:
    """The earlier of the two tickets stays."""
    theirs = [w for w in meeting.queue if w.person in (kept, gone)]
    if not theirs:
        return meeting
    first = replace(theirs[0], person=kept)
    others = [w for w in meeting.queue if w.person not in (kept, gone)]
    return replace(meeting, queue=tuple(sorted((*others, first), key=lambda w: w.ticket)))


def _theirs(meeting: Meeting, kept: int, gone: int) -> Turn | None:
    floor = meeting.floor
    if floor is None or floor.person != gone:
        return floor
    return replace(floor, given=replace(floor.given, person=kept))


def _heard(meeting: Meeting, kept: int, gone: int) -> Ledger:
    spoken = meeting.ledger.spoken
    return replace(meeting.ledger, spoken=spoken | {kept}) if gone in spoken else meeting.ledger
