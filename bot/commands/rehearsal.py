"""A rehearsal: ten minutes of a discussion with made-up people, told in the moderators' rooms alone.

It is played on a meeting of its own, of which nothing is kept.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.commands.effects import Effect, Tell
from bot.commands.model import Outcome, Request
from bot.commands.notices.turncard import reason
from bot.domain.meeting.decide.floor import give_next
from bot.domain.meeting.facts import (
    Admitted,
    Fact,
    FloorGiven,
    Identified,
    Joined,
    Opened,
    PhaseStarted,
    Recorded,
)
from bot.domain.meeting.fold import fold
from bot.domain.meeting.standing import calling_order
from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, Label, Listing, Message, PlanText, Refusal, refuse, say
from bot.domain.plan import HALL, REMOTE

MODERATOR = 1
TURNS = 5
LENGTH = timedelta(minutes=10)
CROWD = (0, 0, 1, 0, 2, 3, 0, 4)
"""Who raises a hand, one after the other: the place of their group among the choices, taken in a circle."""


def on_rehearse(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Play it and tell it; the meeting itself stays as it is."""
    discussion = next((n for n, p in enumerate(meeting.plan.phases) if p.kind == "discussion"), None)
    if discussion is None:
        return refuse("refused-rehearsal")
    played = _gathered(meeting, discussion, request.now)
    turns = tuple(_play(played, request.now))
    begin = say("rehearsal-begin", title=PlanText(("title",)))
    told: tuple[Message, ...] = (begin, *turns, say("rehearsal-end"))
    effects: tuple[Effect, ...] = tuple(Tell("moderators", message) for message in told)
    return Outcome(say("rehearsed"), effects=effects)


def _gathered(meeting: Meeting, discussion: int, now: datetime) -> Meeting:
    """A meeting like this one, in its first discussion, with a crowd that has raised its hands."""
    facts: list[Fact] = [Opened(meeting.plan, None), PhaseStarted(discussion, 1, MODERATOR)]
    first = meeting.plan.dimensions[0]
    choices = [choice.code for choice in first.choices if not choice.undisclosed]
    for number, place in enumerate(CROWD, start=MODERATOR + 1):
        mode = HALL if number % 3 == 0 else REMOTE
        facts += [
            Admitted(number, mode, number - MODERATOR),
            Identified(number, {first.id: choices[place % len(choices)]}),
            Joined(number, number),
        ]
    return fold(Meeting(meeting.plan), [Recorded(fact, now) for fact in facts])


def _play(meeting: Meeting, now: datetime) -> Iterator[Message]:
    """A turn every two minutes, each with what a turn card says."""
    for turn in range(TURNS):
        moment = now + turn * LENGTH / TURNS
        facts = give_next(meeting, MODERATOR, moment)
        if isinstance(facts, Refusal):
            return
        meeting = fold(meeting, [Recorded(fact, moment) for fact in facts])
        for fact in facts:
            if isinstance(fact, FloorGiven):
                yield _turn(meeting, fact)


def _turn(meeting: Meeting, fact: FloorGiven) -> Message:
    group = Label(meeting.plan.dimensions[0].id, fact.attributes[0])
    then: tuple[Argument, ...] = tuple(_somebody(meeting, person) for person in calling_order(meeting)[:2])
    name = _somebody(meeting, fact.person)
    why = reason("why", fact.why, meeting.plan.rule.bypass, name=name, group=group)
    return say("rehearsal-turn", number=fact.turn, name=name, group=group, reason=why, then=Listing(then))


def _somebody(meeting: Meeting, person: int) -> Message:
    participant = meeting.participants[person]
    return say("hall-person" if participant.mode == HALL else "guest", badge=participant.badge)
