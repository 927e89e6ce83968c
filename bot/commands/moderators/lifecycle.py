"""Opening, closing, and going on afterwards."""

from bot.commands.model import Outcome, Request
from bot.commands.participation import ensure_participant
from bot.domain.meeting.decide.lifecycle import close, open_meeting, stay, unstay
from bot.domain.meeting.decision import Change
from bot.domain.meeting.events import ConfirmationAsked
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, PlanText, Refusal, refuse, say


def on_open(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Hands and identifying from now on."""
    if request.taken_by is not None:
        return refuse("refused-room-taken", title=request.taken_by, close=CommandText("close"))
    entered = ensure_participant(meeting, request)
    events = open_meeting(entered.meeting, entered.person)
    if isinstance(events, Refusal):
        return events
    return Outcome(say("done-open", start=CommandText("start")), Change(events) + entered.change)


def on_close(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The end, asked about once."""
    entered = ensure_participant(meeting, request)
    events = close(entered.meeting, entered.person, request.now)
    if isinstance(events, Refusal):
        return events
    asked = any(isinstance(event, ConfirmationAsked) for event in events)
    answer = say("ask-close", close=CommandText("close")) if asked else say("done-close")
    return Outcome(answer, entered.change + Change(events))


def on_stay(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Into the coordination channel."""
    entered = ensure_participant(meeting, request)
    events = stay(entered.meeting, entered.person)
    if isinstance(events, Refusal):
        return events
    key = "stays-now" if meeting.status == "closed" else "stays"
    return Outcome(say(key, unstay=CommandText("unstay")), entered.change + Change(events))


def on_unstay(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Not into the coordination channel after all."""
    events = unstay(meeting, request.asker.person)
    if isinstance(events, Refusal):
        return events
    return Outcome(say("stays-not", stay=CommandText("stay")), Change(events))


def on_meeting(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Which meeting a direct chat is about; the service has already found it."""
    return Outcome(say("meeting-chosen", title=PlanText(("title",)), help=CommandText("help")))
