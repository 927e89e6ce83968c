"""Opening, closing, and going on afterwards."""

from bot.commands.entering import enter
from bot.commands.model import Outcome, Request
from bot.domain.meeting.decide.life import close, open_meeting, stay, unstay
from bot.domain.meeting.decision import Change
from bot.domain.meeting.facts import ConfirmationAsked
from bot.domain.meeting.state import Meeting
from bot.domain.message import PlanText, Refusal, Typed, refuse, say


def on_open(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Hands and identifying from now on."""
    if request.taken_by is not None:
        return refuse("refused-room-taken", title=request.taken_by, close=Typed("close"))
    entered = enter(meeting, request)
    facts = open_meeting(entered.meeting, entered.person)
    if isinstance(facts, Refusal):
        return facts
    return Outcome(say("done-open", start=Typed("start")), Change(facts) + entered.change)


def on_close(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The end, asked about once."""
    entered = enter(meeting, request)
    facts = close(entered.meeting, entered.person, request.now)
    if isinstance(facts, Refusal):
        return facts
    asked = any(isinstance(fact, ConfirmationAsked) for fact in facts)
    answer = say("ask-close", close=Typed("close")) if asked else say("done-close")
    return Outcome(answer, entered.change + Change(facts))


def on_stay(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Into the coordination channel."""
    entered = enter(meeting, request)
    facts = stay(entered.meeting, entered.person)
    if isinstance(facts, Refusal):
        return facts
    key = "stays-now" if meeting.status == "closed" else "stays"
    return Outcome(say(key, unstay=Typed("unstay")), entered.change + Change(facts))


def on_unstay(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Not into the coordination channel after all."""
    facts = unstay(meeting, request.asker.person)
    if isinstance(facts, Refusal):
        return facts
    return Outcome(say("stays-not", stay=Typed("stay")), Change(facts))


def on_meeting(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Which meeting a direct chat is about; the service has already found it."""
    return Outcome(say("meeting-chosen", title=PlanText(("title",)), help=Typed("help")))
