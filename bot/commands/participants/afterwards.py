"""Going on after the close: who is let into the coordination channel."""

from bot.commands.model import Command, Outcome, Request, When, Who
from bot.commands.participation import ensure_participant
from bot.domain.meeting.decide.lifecycle import stay, unstay
from bot.domain.meeting.decision import AccountStays, Change, NoneStays
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, Refusal, offering, say
from bot.views import panel


def on_stay(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Into the coordination channel."""
    entered = ensure_participant(meeting, request)
    events = stay(entered.meeting, entered.person, stays=request.asker.stays)
    if isinstance(events, Refusal):
        return events
    answer = offering(Message(_staying(meeting, request)), panel.UNSTAY)
    change = entered.change + Change(events, (AccountStays(request.asker.identity),))
    return Outcome(answer, change)


def _staying(meeting: Meeting, request: Request) -> str:
    """What comes of it: an invitation now, or once there is a channel where its author is."""
    if meeting.status != "closed":
        return "stays"
    here = request.asker.identity.platform
    return "stays-now" if any(place.platform == here for place in meeting.channels) else "stays-waiting"


STAY = Command("stay", Who.EVERYONE, When.FROM_OPEN, on_stay)


def on_unstay(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Not into the coordination channel after all."""
    events = unstay(meeting, request.asker.person)
    if isinstance(events, Refusal):
        return events
    gone = tuple(NoneStays(event.person) for event in events)
    return Outcome(offering(say("stays-not"), panel.STAY), Change(events, gone))


UNSTAY = Command("unstay", Who.EVERYONE, When.FROM_OPEN, on_unstay)
