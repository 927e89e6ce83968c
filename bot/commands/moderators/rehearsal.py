"""A rehearsal: ten minutes of a discussion with made-up people, told in the moderators' rooms alone.

It is played on a meeting of its own, of which nothing is kept.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.commands.model import Command, Outcome, Request, When, Who
from bot.domain.meeting.decide.floor import give_next
from bot.domain.meeting.events import (
    Admitted,
    Event,
    FloorGiven,
    Identified,
    Joined,
    Opened,
    PhaseStarted,
    RecordedEvent,
)
from bot.domain.meeting.fold import fold
from bot.domain.meeting.queue_view import calling_order
from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, Label, Listing, Message, PlanText, Refusal, refuse, say
from bot.domain.plan import HALL, REMOTE
from bot.reactions.effects import Effect, Tell
from bot.views.turn_card import reason

MODERATOR = 1
TURNS = 5
LENGTH = timedelta(minutes=10)
CROWD = (0, 0, 1, 0, 2, 3, 0, 4)
"""Who raises a hand, one after the other: the place of their group among the choices, taken in a circle."""


def on_rehearse(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Play it and tell it; the meeting itself stays as it is."""
    discussion = next((n for n, p in enumerate(meeting.plan.phases) if p.gives_turns), None)
    if discussion is None:
        return refuse("refused-rehearsal")
    played = _gathered(meeting, discussion, request.now)
    turns = tuple(_play(played, request.now))
    begin = say("rehearsal-begin", title=PlanText(("title",)))
    told: tuple[Message, ...] = (begin, *turns, say("rehearsal-end"))
    effects: tuple[Effect, ...] = tuple(Tell("moderators", message) for message in told)
    return Outcome(say("rehearsed"), effects=effects)


REHEARSE = Command("rehearse", Who.MODERATOR, When.ANY, on_rehearse)


def _gathered(meeting: Meeting, discussion: int, now: datetime) -> Meeting:
    """A meeting like this one, in its first discussion, with a crowd that has raised its hands."""
    events: list[Event] = [Opened(meeting.plan, None), PhaseStarted(discussion, 1, MODERATOR)]
    first = meeting.plan.dimensions[0]
    choices = [choice.code for choice in first.choices if not choice.undisclosed]
    for number, place in enumerate(CROWD, start=MODERATOR + 1):
        mode = HALL if number % 3 == 0 else REMOTE
        events += [
            Admitted(number, mode, number - MODERATOR),
            Identified(number, {first.id: choices[place % len(choices)]}),
            Joined(number, number),
        ]
    return fold(Meeting(meeting.plan), [RecordedEvent(event, now) for event in events])


def _play(meeting: Meeting, now: datetime) -> Iterator[Message]:
    """A turn every two minutes, each with what a turn card says."""
    for turn in range(TURNS):
        moment = now + turn * LENGTH / TURNS
        events = give_next(meeting, MODERATOR, moment)
        if isinstance(events, Refusal):
            return
        meeting = fold(meeting, [RecordedEvent(event, moment) for event in events])
        for event in events:
            if isinstance(event, FloorGiven):
                yield _turn(meeting, event)


def _turn(meeting: Meeting, event: FloorGiven) -> Message:
    group = Label(meeting.plan.dimensions[0].id, event.attributes[0])
    then: tuple[Argument, ...] = tuple(
        _somebody(meeting, ticket.person) for ticket in calling_order(meeting)[:2]
    )
    name = _somebody(meeting, event.person)
    why = reason("why", event.why, meeting.rule.bypass, name=name, group=group)
    return say("rehearsal-turn", number=event.turn, name=name, group=group, reason=why, then=Listing(then))


def _somebody(meeting: Meeting, person: int) -> Message:
    participant = meeting.participants[person]
    return say("hall-person" if participant.mode == HALL else "guest", badge=participant.badge)
