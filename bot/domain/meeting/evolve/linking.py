"""Two participants become one: one ticket of each sort, one group, heard if either was; and one leaves."""

from collections.abc import Mapping
from functools import reduce

from bot.domain.changing import replace
from bot.domain.fair_queue import Ledger
from bot.domain.meeting.events import Unlinked
from bot.domain.meeting.evolve.queue import together
from bot.domain.meeting.stage.absence import OffStage
from bot.domain.meeting.state import Meeting, Participant, RunningTurn
from bot.domain.meeting.waiting.line import Line
from bot.domain.plan import HALL, MODE, REMOTE


def link(meeting: Meeting, kept: int, gone: int) -> Meeting:
    """The meeting with `gone` as a part of `kept`."""
    one, other = meeting.participants.get(kept), meeting.participants.get(gone)
    if one is None or other is None:
        return meeting
    participants = {**meeting.participants, kept: _both(one, other)}
    del participants[gone]
    return replace(
        _one_ticket(_one_ticket(meeting, kept, gone, aside=False), kept, gone, aside=True),
        participants=participants,
        record=meeting.record.linked(kept, gone),
        floor=_theirs(meeting, kept, gone),
        # What was found when they were called next was true of one of them alone.
        on_deck=None if meeting.on_deck and meeting.on_deck.person in (kept, gone) else meeting.on_deck,
        off_stage=_off_stage(meeting.off_stage, kept, gone),
        ledger=_heard(meeting.ledger, kept, gone),
        spoken=tuple(replace(s, person=kept) if s.person == gone else s for s in meeting.spoken),
        moderators=frozenset(kept if who == gone else who for who in meeting.moderators),
        put_out=frozenset(kept if who == gone else who for who in meeting.put_out),
        unrelayed=frozenset(kept if who == gone else who for who in meeting.unrelayed),
        codes={code: each for code, each in meeting.codes.items() if each.person not in (kept, gone)},
        link_requests={
            who: asked
            for who, asked in meeting.link_requests.items()
            if who not in (kept, gone) and asked.sender not in (kept, gone)
        },
    )


def unlink(meeting: Meeting, event: Unlinked) -> Meeting:
    """An account as a participant of its own, of the same group and as much heard: leaving gains nothing."""
    counters = replace(meeting.counters, people=event.new, guests=event.badge)
    meeting = replace(meeting, counters=counters)
    known = meeting.participants.get(event.person)
    if known is None:
        return meeting
    values = {**known.values, MODE: REMOTE}
    leaver = replace(
        known, person=event.new, badge=event.badge, values=values, listed=None, asked=False, stays=False
    )
    return replace(
        meeting,
        participants={**meeting.participants, event.new: leaver},
        unrelayed=meeting.unrelayed | ({event.new} if event.person in meeting.unrelayed else set()),
        ledger=_as_heard(meeting.ledger, event.person, event.new),
        floor=_heard_before(meeting.floor, event.person, event.new),
    )


def _both(one: Participant, other: Participant) -> Participant:
    """What either said counts, the kept one's word first, unless only the other's group is locked by a turn.

    Whoever is in the hall is there, with their number among its people.
    """
    first, second = (other, one) if other.spoke and not one.spoke else (one, other)
    said = {dimension: value for dimension, value in first.values.items() if value is not None}
    hall = next((each for each in (one, other) if each.mode == HALL), one)
    return replace(
        one,
        badge=hall.badge,
        values={**second.values, **said, MODE: hall.mode},
        spoke=one.spoke or other.spoke,
        asked=one.asked or other.asked,
        stays=one.stays or other.stays,
        quietly=(one.quietly or not one.stays) and (other.quietly or not other.stays),
        listed=one.listed if one.listed is not None else other.listed,
    )


def _one_ticket(meeting: Meeting, kept: int, gone: int, *, aside: bool) -> Meeting:
    """The earlier of two tickets stays, with the words of either; on hold only if neither was callable."""
    theirs = [w for w in meeting.queue if w.person in (kept, gone) and w.aside == aside]
    if not theirs:
        return meeting
    first = replace(reduce(together, theirs), person=kept, held=all(w.held for w in theirs))
    others = [w for w in meeting.queue if w not in theirs]
    return replace(meeting, queue=Line((*others, first)))


def _off_stage(off: Mapping[int, OffStage], kept: int, gone: int) -> Mapping[int, OffStage]:
    """Whoever is missed by one account is missed as long as none of the two is back."""
    theirs = [off[each] for each in (kept, gone) if each in off]
    others = {who: each for who, each in off.items() if who not in (kept, gone)}
    return {**others, kept: theirs[0]} if theirs else others


def _theirs(meeting: Meeting, kept: int, gone: int) -> RunningTurn | None:
    """The turn that goes on, and what is restored should its speaker be absent."""
    floor = meeting.floor
    if floor is None:
        return None
    before = replace(floor.before, ledger=_heard(floor.before.ledger, kept, gone))
    if floor.person not in (kept, gone):
        return replace(floor, before=before)
    other = meeting.participants[kept if floor.person == gone else gone]
    ticket = before.ticket and replace(before.ticket, person=kept)
    before = replace(before, spoke=before.spoke or other.spoke, ticket=ticket)
    return replace(floor, given=replace(floor.given, person=kept), before=before)


def _heard_before(floor: RunningTurn | None, person: int, new: int) -> RunningTurn | None:
    """The turn that goes on, with what is restored should its speaker be absent."""
    if floor is None:
        return None
    ledger = _as_heard(floor.before.ledger, person, new)
    return replace(floor, before=replace(floor.before, ledger=ledger))


def _as_heard(ledger: Ledger, person: int, new: int) -> Ledger:
    """Whoever leaves somebody has spoken as often as they have."""
    turns = ledger.said.get(person)
    return ledger if turns is None else replace(ledger, said={**ledger.said, new: turns})


def _heard(ledger: Ledger, kept: int, gone: int) -> Ledger:
    """The turns of both are those of the one who is left."""
    if gone not in ledger.said:
        return ledger
    said = {person: turns for person, turns in ledger.said.items() if person != gone}
    return replace(ledger, said={**said, kept: ledger.said[gone] + ledger.said.get(kept, 0)})
