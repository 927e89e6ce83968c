"""The agenda, for moderators."""

from bot.commands.entering import enter
from bot.commands.floor import decide
from bot.commands.model import Outcome, Request
from bot.domain.meeting.decide.phases import extend, move, pause, resume, start
from bot.domain.meeting.decide.questions import same_moment
from bot.domain.meeting.facts import Fact
from bot.domain.meeting.state import Meeting
from bot.domain.message import Message, Refusal, Span, Typed, refuse, say

ACTIONS = ("next", "previous", "extend", "pause", "resume")


def on_start(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The first phase."""
    entered = enter(meeting, request)
    facts = start(entered.meeting, entered.person)
    if isinstance(facts, Refusal):
        return facts
    return Outcome(say("done-start"), decide(entered, "start", facts))


def on_phase(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Moving in the agenda, and its time."""
    action, seconds = str(request.arguments["action"]), request.seconds("time")
    if seconds is not None and action != "extend":
        return refuse("refused-phase-time", extend=Typed("phase extend 5m"))
    entered = enter(meeting, request)
    facts = same_moment(meeting, (f"phase {action}",), entered.person, request.now) or _facts(
        entered.meeting, action, seconds, entered.person
    )
    if isinstance(facts, Refusal):
        return facts
    return Outcome(_answer(action, seconds), decide(entered, f"phase {action}", facts))


def _facts(meeting: Meeting, action: str, seconds: int | None, by: int) -> tuple[Fact, ...] | Refusal:
    match action:
        case "next":
            return move(meeting, 1, by)
        case "previous":
            return move(meeting, -1, by)
        case "extend":
            return extend(meeting, seconds or 0, by)
        case "pause":
            return pause(meeting, by)
        case _:
            return resume(meeting, by)


def _answer(action: str, seconds: int | None) -> Message:
    return say(f"done-phase-{action}", time=Span(seconds or 0), undo=Typed("undo"))
