"""One's own turn, by whoever has it."""

from bot.commands.model import Command, Outcome, Request, When, Who
from bot.domain.meeting.decide.floor import finish
from bot.domain.meeting.decision import Change
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Refusal, say


def on_done(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The speaker has finished."""
    events = finish(meeting, request.asker.person)
    if isinstance(events, Refusal):
        return events
    return Outcome(say("finished", join=CommandText("join")), Change(events))


DONE = Command("done", Who.EVERYONE, When.OPEN, on_done)
