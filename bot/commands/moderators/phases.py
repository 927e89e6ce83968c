"""The agenda, for moderators."""

from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.moderators.floor import decide
from bot.commands.participation import ensure_participant
from bot.domain.meeting.decide.moderation import meant_at, same_moment
from bot.domain.meeting.decide.phases import extend, move, pause, resume, start
from bot.domain.meeting.events import Event
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Duration, Message, Refusal, refuse, say

ACTIONS = ("next", "previous", "extend", "pause", "resume")


def on_start(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The first phase."""
    entered = ensure_participant(meeting, request)
    events = start(entered.meeting, entered.person)
    if isinstance(events, Refusal):
        return events
    return Outcome(say("done-start"), decide(entered, "start", events))


START = Command("start", Who.MODERATOR, When.OPEN, on_start)


def on_phase(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Moving in the agenda, and its time."""
    action, seconds = str(request.arguments["action"]), request.seconds("time")
    if seconds is not None and action != "extend":
        return refuse("refused-phase-time", extend=CommandText("phase extend 5m"))
    entered = ensure_participant(meeting, request)
    meant = meant_at(meeting, request.now, request.sent)
    events = same_moment(meeting, f"phase {action}", entered.person, meant) or _events(
        entered.meeting, action, seconds, entered.person
    )
    if isinstance(events, Refusal):
        return events
    return Outcome(_answer(action, seconds), decide(entered, f"phase {action}", events))


PHASE = Command(
    "phase",
    Who.MODERATOR,
    When.OPEN,
    on_phase,
    (Parameter("action", Kind.WORD, required=True, words=ACTIONS), Parameter("time", Kind.DURATION)),
    forms=("phase next", "phase previous", "phase extend 5m", "phase pause", "phase resume"),
)


def _events(meeting: Meeting, action: str, seconds: int | None, by: int) -> tuple[Event, ...] | Refusal:
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
    return say(f"done-phase-{action}", time=Duration(seconds or 0))
