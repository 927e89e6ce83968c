"""Giving the floor, and giving it back."""

from datetime import datetime

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.fair_queue import select_and_say
from bot.domain.meeting.decide.moderation import ONE_TAP, SAME_MOMENT, unanswered, within
from bot.domain.meeting.events import (
    CalledNext,
    Closed,
    DecisionMade,
    Event,
    FloorGiven,
    FloorLeft,
    Manner,
    PhaseStarted,
    RecordedEvent,
    Undone,
)
from bot.domain.meeting.fold import fold
from bot.domain.meeting.rule import accounts, attributes, out_of_turn, tickets
from bot.domain.meeting.schedule import in_discussion
from bot.domain.meeting.state import Meeting, OnDeck, RunningTurn
from bot.domain.message import Name, Refusal, refuse


class Giving(Struct, frozen=True):
    """A turn that is about to be given: to whom, how it came about, a moderator's words why, for how long."""

    to: OnDeck
    manner: Manner = "rule"
    reason: str | None = None
    seconds: int | None = None


def give_next(
    meeting: Meeting, by: int, now: datetime, sent: datetime | None = None
) -> tuple[Event, ...] | Refusal:
    """The floor to whoever is next, and who is on deck behind them.

    Points of order come first, then direct responses, then whom the rule calls. In a presentation it is
    asked about once before it is done (a ConfirmationAsked alone). What was sent before the turn that runs
    and is read only now was meant for the one before it.
    """
    if meeting.phase is None:
        return refuse("refused-not-started")
    if meeting.floor and _meant_for_same_turn(meeting.floor, by, now, sent or now):
        return refuse("refused-repeat", who=Name(meeting.floor.person))
    giving = next_up(ended(meeting, now))
    if giving is None:
        held = len({waiting.person for waiting in meeting.queue if waiting.held})
        if held:
            return refuse("refused-all-on-hold", count=held)
        return refuse("refused-queue-empty")
    question = None if in_discussion(meeting) else unanswered(meeting, "next", by, now)
    if question is not None:
        return question
    return give(meeting, giving, by, now)


def ended(meeting: Meeting, now: datetime) -> Meeting:
    """The meeting as a call finds it: the turn that goes on ends with the call, and what it took is known."""
    return fold(meeting, [RecordedEvent(event, now) for event in _end(meeting)])


def _end(meeting: Meeting) -> tuple[FloorLeft, ...]:
    return () if meeting.floor is None else (FloorLeft(meeting.floor.number, "next"),)


def next_up(meeting: Meeting) -> Giving | None:
    """Whose turn comes next as things stand; None if nobody can be called."""
    for waiting in out_of_turn(meeting):
        values = attributes(meeting.plan, meeting.participants[waiting.person])
        found = OnDeck(waiting.person, values, front=True, forced=False, why=(waiting.form, waiting.form))
        return Giving(found, "reply" if waiting.form == "reply" else "point-of-order")
    on_deck = meeting.on_deck or choose(meeting)
    return Giving(on_deck) if on_deck else None


def choose(meeting: Meeting) -> OnDeck | None:
    """Whom the rule would call now, and why; None if nobody is callable."""
    found = select_and_say(meeting.rule, accounts(meeting), tickets(meeting))
    if found is None:
        return None
    call, why = found
    person = meeting.queue.numbered(call.ticket.joined).person
    return OnDeck(
        person, call.ticket.attributes, call.front, call.forced, (why.group_reason, why.person_reason)
    )


def give(meeting: Meeting, giving: Giving, by: int, now: datetime) -> tuple[Event, ...]:
    """The events of a turn being given. Whoever is on deck stays so through turns that are out of turn."""
    to, turn, then = giving.to, meeting.counters.turns + 1, ended(meeting, now)
    why = _why(then, to) if giving.manner == "rule" else to.why
    forced = to.forced or _overtaken(then, to)
    events: tuple[Event, ...] = (
        *_end(meeting),
        FloorGiven(
            to.person,
            turn,
            to.attributes,
            to.front,
            forced,
            why,
            by,
            giving.manner,
            giving.reason,
            giving.seconds,
        ),
    )
    after = fold(meeting, [RecordedEvent(event, now) for event in events])
    if after.on_deck is not None:
        return events
    return (*events, call_next(after))


def call_next(meeting: Meeting) -> CalledNext:
    """Who is on deck from now on."""
    found = choose(meeting)
    if found is None:
        return CalledNext(None)
    return CalledNext(found.person, found.attributes, found.front, found.forced, found.why)


def succeeded(meeting: Meeting, events: tuple[Event, ...], now: datetime) -> tuple[Event, ...]:
    """The same events, and who is next instead where they leave a place on deck empty.

    What was taken back, and a new phase, leave it to the next call; nobody who lets others pass is called
    next by that.
    """
    if meeting.on_deck is None or any(isinstance(event, Undone | PhaseStarted | Closed) for event in events):
        return events
    after = fold(meeting, [RecordedEvent(event, now) for event in events])
    found = choose(after) if after.on_deck is None else None
    ticket = after.ticket(found.person) if found else None
    if ticket is None or ticket.passing:
        return events
    successor = replace(call_next(after), instead=after.counters.turns)
    return (*(_with_one_more(event) for event in events), successor)


def _with_one_more(event: Event) -> Event:
    """A decision is taken back with whom it made next."""
    return replace(event, size=event.size + 1) if isinstance(event, DecisionMade) else event


def _why(meeting: Meeting, found: OnDeck) -> tuple[str, ...]:
    """The reasons as they are now; where something changed them, those of then, marked as decided earlier."""
    today = choose(meeting)
    if today is not None and today.person == found.person:
        return today.why
    return (*found.why, "earlier")


def _overtaken(meeting: Meeting, found: OnDeck) -> bool:
    """Whether another group is further behind, now that the length of the turn before is known.

    The clock of the rotation must not pass that group's account: what it is behind would be forgiven.
    """
    if meeting.rule.unit == "turns":
        return False
    today = choose(meeting)
    return today is not None and today.attributes[0] != found.attributes[0]


def _meant_for_same_turn(floor: RunningTurn, by: int, now: datetime, sent: datetime) -> bool:
    if sent < floor.since <= now:
        return True
    return within(ONE_TAP if floor.given.by == by else SAME_MOMENT, floor.since, now)


def finish(meeting: Meeting, person: int | None) -> tuple[Event, ...] | Refusal:
    """The speaker gives the floor back."""
    if meeting.floor is None or meeting.floor.person != person:
        return refuse("refused-no-floor")
    return (FloorLeft(meeting.floor.number, "done"),)
