"""Giving the floor."""

from datetime import datetime, timedelta

from bot.domain.fair_queue import reason, select
from bot.domain.meeting.clock import in_discussion
from bot.domain.meeting.decide.questions import answered
from bot.domain.meeting.facts import (
    CalledNext,
    ConfirmationAsked,
    Fact,
    FloorGiven,
    FloorLeft,
    Recorded,
)
from bot.domain.meeting.fold import fold
from bot.domain.meeting.rule import rule_of, tickets, whose
from bot.domain.meeting.state import Meeting, OnDeck, Turn
from bot.domain.message import Name, Refusal, Typed, refuse

SAME_MOMENT = timedelta(seconds=3)
"""Two moderators' calls closer than this are taken as meant for the same turn."""


def give_next(meeting: Meeting, by: int, now: datetime) -> tuple[Fact, ...] | Refusal:
    """The floor to whoever is next by the rule, and who is on deck behind them.

    In a presentation it is asked about once before it is done (a ConfirmationAsked alone).
    """
    if meeting.phase is None:
        return refuse("refused-not-started", start=Typed("start"))
    if meeting.floor and _meant_for_same_turn(meeting.floor, by, now):
        return refuse("refused-repeat", who=Name(meeting.floor.person), next=Typed("next"))
    on_deck = meeting.on_deck or choose(meeting)
    if on_deck is None:
        return refuse("refused-queue-empty", walkup=Typed("walkup cs"))
    if not in_discussion(meeting) and not answered(meeting, "next", by, now):
        return (ConfirmationAsked("next", by),)
    return _give(meeting, on_deck, by, now)


def choose(meeting: Meeting) -> OnDeck | None:
    """Whom the rule would call now, and why; None if nobody waits."""
    rule, waiting = rule_of(meeting.plan), tickets(meeting)
    call = select(rule, meeting.ledger, waiting)
    if call is None:
        return None
    why = reason(rule, meeting.ledger, waiting, call)
    person = whose(meeting)[call.ticket.joined]
    return OnDeck(
        person, call.ticket.attributes, call.front, call.forced, (why.group_reason, why.person_reason)
    )


def _give(meeting: Meeting, found: OnDeck, by: int, now: datetime) -> tuple[Fact, ...]:
    turn = meeting.counters.turns + 1
    given = FloorGiven(
        found.person, turn, found.attributes, found.front, found.forced, _why(meeting, found), by
    )
    facts: tuple[Fact, ...] = (given,)
    if meeting.floor is not None:
        facts = (FloorLeft(meeting.floor.number, "next"), given)
    following = choose(fold(meeting, [Recorded(fact, now) for fact in facts]))
    if following is None:
        return (*facts, CalledNext(None))
    return (
        *facts,
        CalledNext(following.person, following.attributes, following.front, following.forced, following.why),
    )


def _why(meeting: Meeting, found: OnDeck) -> tuple[str, ...]:
    """The reasons as they are now; where newcomers changed them, those of then, marked as decided earlier."""
    today = choose(meeting)
    if today is not None and today.person == found.person:
        return today.why
    return (*found.why, "earlier")


def _meant_for_same_turn(floor: Turn, by: int, now: datetime) -> bool:
    return floor.by != by and now - floor.since < SAME_MOMENT


def finish(meeting: Meeting, person: int | None) -> tuple[Fact, ...] | Refusal:
    """The speaker gives the floor back."""
    if person is None or meeting.floor is None or meeting.floor.person != person:
        return refuse("refused-no-floor", withdraw=Typed("withdraw"))
    return (FloorLeft(meeting.floor.number, "done"),)
