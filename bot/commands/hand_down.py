"""A hand that was taken down: its own place ends with it, and nobody is scolded for the rest."""

from bot.commands.model import Outcome, Request
from bot.commands.participation import after
from bot.domain.meeting.decide.queue import lower
from bot.domain.meeting.decision import Change
from bot.domain.meeting.events import Withdrawn
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, offering, say
from bot.views import panel


def lowered(meeting: Meeting, request: Request, hand: str) -> Outcome:
    """What a hand that is taken down ends, and what its owner can do next."""
    person = request.asker.person
    events = lower(meeting, person, hand) if person is not None else ()
    if any(isinstance(event, Withdrawn) for event in events):
        return Outcome(offering(say("withdrawn"), panel.JOIN), Change(events))
    return Outcome(_still(after(meeting, events, request), person), Change(events))


def _still(meeting: Meeting, person: int | None) -> Message:
    """Of a hand that ended nothing: where its owner stands."""
    if meeting.floor is not None and meeting.floor.person == person:
        return offering(say("you-have-the-floor"), panel.done(meeting))
    if meeting.tickets_of(person):
        return offering(say("hand-down-waits"), panel.WITHDRAW)
    return offering(say("hand-down"), panel.JOIN)
