"""A meeting under way: requests decided one after the other, by a clock that a test moves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.changing import replace
from bot.domain.meeting.decide import (
    floor,
    lifecycle,
    linking,
    moderation,
    overrides,
    participants,
    phases,
    queue,
    queue_control,
)
from bot.domain.meeting.decide.tick import tick
from bot.domain.meeting.events import (
    CalledNext,
    DecisionMade,
    Event,
    FloorGiven,
    Form,
    Linked,
    RecordedEvent,
    Undone,
)
from bot.domain.meeting.fold import evolve, fold
from bot.domain.meeting.queue_view import calling_order
from bot.domain.meeting.stage import presence
from bot.domain.meeting.state import Counters, Meeting, RunningTurn
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.message import Refusal
from bot.domain.plan import REMOTE, Plan

Decided = tuple[Event, ...] | Refusal


@dataclass
class History:
    """The state, the log behind it, and the hands to go on. People are told apart by a seat of the test's."""

    plan: Plan
    now: datetime
    meeting: Meeting = field(init=False)
    records: list[RecordedEvent] = field(default_factory=list)
    seats: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.meeting = Meeting(self.plan)

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def keep(self, decided: Decided) -> Decided:
        """Into the log with it, unless it was refused."""
        events = () if isinstance(decided, Refusal) else floor.succeeded(self.meeting, decided, self.now)
        for event in events:
            self.record(event)
        return decided

    def record(self, event: Event) -> None:
        """Into the log with it, whatever it is."""
        record = RecordedEvent(event, self.now)
        self.meeting = evolve(self.meeting, record)
        self.records.append(record)

    def person(self, seat: int) -> int:
        """Whoever sits there, admitted the first time they do anything."""
        if seat not in self.seats:
            admitted = participants.admit(self.meeting, REMOTE)
            self.keep((admitted,))
            self.seats[seat] = admitted.person
        return self.seats[seat]

    def decide(self, name: str, seat: int, events: Decided) -> Decided:
        """Keep it as one decision of a moderator."""
        if isinstance(events, Refusal):
            return events
        return self.keep(moderation.decided(self.meeting, name, self.person(seat), events))

    def open(self, by: int) -> Decided:
        return self.keep(lifecycle.open_meeting(self.meeting, self.person(by)))

    def join(self, seat: int, text: str | None = None, form: Form = "statement") -> Decided:
        person = self.person(seat)
        return self.keep(queue.join(self.meeting, person, text, form, self.now))

    def raise_hand(self, seat: int, hand: str) -> Decided:
        person = self.person(seat)
        return self.keep(queue.join(self.meeting, person, None, "statement", self.now, hand))

    def lower_hand(self, seat: int, hand: str) -> Decided:
        return self.keep(queue.lower(self.meeting, self.person(seat), hand))

    def add(self, by: int, person: int) -> Decided:
        moderator = self.person(by)
        return self.decide("join", by, queue_control.add(self.meeting, person, moderator))

    def remove(self, by: int, person: int, ticket: Waiting | None = None) -> Decided:
        moderator = self.person(by)
        return self.decide("remove", by, queue_control.remove(self.meeting, person, moderator, ticket))

    def clear(self, by: int) -> Decided:
        moderator = self.person(by)
        return self.decide("queue clear", by, queue_control.clear(self.meeting, moderator, self.now))

    def close_queue(self, by: int) -> Decided:
        return self.decide("queue close", by, queue_control.close_queue(self.meeting, self.person(by)))

    def open_queue(self, by: int) -> Decided:
        return self.decide("queue open", by, queue_control.open_queue(self.meeting, self.person(by)))

    def withdraw(self, seat: int, form: Form | None = None) -> Decided:
        return self.keep(queue.withdraw(self.meeting, self.seats.get(seat), form))

    def later(self, seat: int) -> Decided:
        return self.keep(queue.later(self.meeting, self.seats.get(seat)))

    def away(self, seat: int) -> Decided:
        return self.keep(queue.away(self.meeting, self.seats.get(seat)))

    def ready(self, seat: int) -> Decided:
        return self.keep(queue.ready(self.meeting, self.seats.get(seat)))

    def issue(self, person: int, code: str) -> Decided:
        return self.keep(linking.issue(person, code))

    def redeem(self, seat: int, code: str) -> Decided:
        person = self.person(seat)
        return self._linked(self.keep(linking.redeem(self.meeting, person, code, self.now)))

    def confirm(self, owner: int) -> Decided:
        return self._linked(self.keep(linking.confirm(self.meeting, owner, self.now)))

    def decline(self, owner: int) -> Decided:
        return self.keep(linking.decline(self.meeting, owner, self.now))

    def unlink(self, seat: int) -> Decided:
        """Whoever sits there leaves the person that they are with others."""
        left = linking.leave(self.meeting, self.person(seat))
        self.seats[seat] = left[0].new
        return self.keep(left)

    def _linked(self, decided: Decided) -> Decided:
        for event in () if isinstance(decided, Refusal) else decided:
            if isinstance(event, Linked):
                kept, gone = event.kept, event.gone
                self.seats = {where: kept if who == gone else who for where, who in self.seats.items()}
        return decided

    def link(self, seat: int, other: int) -> Decided:
        """Whoever sits there and another participant turn out to be one, by a code and a yes."""
        self.person(seat)
        self.issue(other, f"CODE{other}")
        asked = self.redeem(seat, f"CODE{other}")
        return asked if isinstance(asked, Refusal) else self.confirm(other)

    def absent(self, by: int, person: int | None = None) -> Decided:
        self.person(by)
        return self.decide("absent", by, overrides.mark_absent(self.meeting, self.now, person))

    def skip(self, by: int) -> Decided:
        return self.decide("skip", by, overrides.skip(self.meeting, self.person(by), self.now))

    def pick(self, by: int, person: int) -> Decided:
        moderator = self.person(by)
        return self.decide("pick", by, overrides.pick(self.meeting, person, "reason", moderator, self.now))

    def speaker(self, by: int, number: int) -> Decided | None:
        """Somebody of the programme, if it lists anybody."""
        moderator, listed = self.person(by), len(self.plan.people)
        if not listed:
            return None
        given = overrides.give_speaker(
            self.meeting, overrides.ListedSpeaker(number % listed), moderator, self.now
        )
        return self.decide("speaker", by, given)

    def more(self, by: int, seconds: int) -> Decided:
        moderator = self.person(by)
        return self.decide("more", by, overrides.more_time(self.meeting, seconds, moderator))

    def regroup(self, by: int, person: int, **values: str | None) -> Decided:
        moderator = self.person(by)
        return self.decide("regroup", by, overrides.regroup(self.meeting, person, values, moderator))

    def rule(self, by: int, name: str) -> Decided:
        return self.decide("rule", by, overrides.change_rule(self.meeting, name, self.person(by)))

    def identify(self, seat: int, **values: str | None) -> Decided:
        person = self.person(seat)
        return self.keep(participants.identify(self.meeting, person, values))

    def done(self, seat: int) -> Decided:
        return self.keep(floor.finish(self.meeting, self.seats.get(seat)))

    def leave_stage(self, seat: int, hand: str = "") -> Decided:
        return self.keep(presence.left_stage(self.meeting, self.person(seat), hand))

    def come_to_stage(self, seat: int, hand: str = "") -> Decided:
        return self.keep(presence.came_to_stage(self.meeting, self.person(seat), hand))

    def stay(self, seat: int) -> Decided:
        person = self.person(seat)
        return self.keep(
            lifecycle.stay(self.meeting, person, stays=self.meeting.participants[person].stays, quietly=False)
        )

    def unstay(self, seat: int) -> Decided:
        return self.keep(lifecycle.unstay(self.meeting, self.seats.get(seat)))

    def walk_up(self, by: int, *values: dict[str, str | None]) -> Decided:
        self.person(by)
        return self.decide("walkup", by, queue.walk_up(self.meeting, values))

    def next(self, by: int) -> Decided:
        person = self.person(by)
        return self.decide("next", by, floor.give_next(self.meeting, person, self.now))

    def start(self, by: int) -> Decided:
        return self.decide("start", by, phases.start(self.meeting, self.person(by)))

    def move(self, by: int, steps: int) -> Decided:
        return self.decide("phase", by, phases.move(self.meeting, steps, self.person(by)))

    def extend(self, by: int, seconds: int) -> Decided:
        return self.decide("extend", by, phases.extend(self.meeting, seconds, self.person(by)))

    def pause(self, by: int) -> Decided:
        return self.decide("pause", by, phases.pause(self.meeting, self.person(by)))

    def resume(self, by: int) -> Decided:
        return self.decide("resume", by, phases.resume(self.meeting, self.person(by)))

    def undo(self, by: int) -> Decided:
        person = self.person(by)
        return self.keep(moderation.undo(self.meeting, person))

    def close(self, by: int) -> Decided:
        person = self.person(by)
        return self.keep(lifecycle.close(self.meeting, person, self.now))

    def tick(self) -> Decided:
        return self.keep(tick(self.meeting, self.now))


def called(meeting: Meeting) -> tuple[int, ...]:
    """Whoever can be called, in that order; twice who waits for two things."""
    return tuple(ticket.person for ticket in calling_order(meeting))


def words(of: Waiting | RunningTurn) -> str | None:
    """What is to be read aloud."""
    return " / ".join(of.texts) or None


def used(meeting: Meeting, given: FloorGiven) -> Waiting | None:
    """The ticket that a turn takes out of the queue, by another way than the fold's."""
    theirs = [w for w in meeting.queue if w.person == given.person]
    if given.manner in ("reply", "point-of-order"):
        return next((w for w in theirs if w.form != "statement"), None)
    statements = [w for w in theirs if w.form == "statement"]
    side_effects = theirs if given.manner in ("override", "speaker") else []
    return next(iter([*statements, *side_effects]), None)


def essence(meeting: Meeting) -> Meeting:
    """The state without what an undo leaves as it is: numbers, moderators, and questions, which lapse."""
    return replace(
        meeting, counters=Counters(), moderators=frozenset(), asked={}, checkpoints=(), recent=None
    )


def standing(records: Sequence[RecordedEvent]) -> list[RecordedEvent]:
    """The log without the decisions that were taken back, and without their taking back."""
    kept: list[tuple[int, RecordedEvent]] = []
    own, decision = 0, 0
    for record in records:
        event = record.event
        if isinstance(event, Undone):
            kept = _without(kept, event.decision)
            continue
        if isinstance(event, DecisionMade):
            own, decision = event.size + 1, event.decision
        kept.append((decision if own > 0 else 0, record))
        own -= 1
    return [record for _, record in kept]


def _without(kept: list[tuple[int, RecordedEvent]], decision: int) -> list[tuple[int, RecordedEvent]]:
    """Less what was decided, and less whoever has come since then in the place of somebody on deck."""
    first = next((n for n, (of, _) in enumerate(kept) if of == decision), len(kept))
    since = [
        (of, record)
        for of, record in kept[first:]
        if of != decision and not (isinstance(record.event, CalledNext) and record.event.instead is not None)
    ]
    return [*kept[:first], *since]


def refolded(plan: Plan, records: Sequence[RecordedEvent]) -> Meeting:
    """The state by another way: what was not taken back, folded from the start."""
    return fold(Meeting(plan), standing(records))
