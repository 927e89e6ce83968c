"""Going on after the close: who is let into the coordination channel."""

from bot.commands.model import Command, Outcome, Request, When, Who
from bot.commands.participation import ensure_participant
from bot.domain.meeting.decide.lifecycle import stay, unstay
from bot.domain.meeting.decision import Change
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Refusal, say


def on_stay(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Into the coordination channel."""
    entered = ensure_participant(meeting, request)
    events = stay(entered.meeting, entered.person)
    if isinstance(events, Refusal):
        return events
    key = "stays-now" if meeting.status == "closed" else "stays"
    return Outcome(say(key, unstay=CommandText("unstay")), entered.change + Change(events))


STAY = Command("stay", Who.EVERYONE, When.FROM_OPEN, on_stay)


def on_unstay(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Not into the coordination channel after all."""
    events = unstay(meeting, request.asker.person)
    if isinstance(events, Refusal):
        return events
    return Outcome(say("stays-not", stay=CommandText("stay")), Change(events))


UNSTAY = Command("unstay", Who.EVERYONE, When.FROM_OPEN, on_unstay)
