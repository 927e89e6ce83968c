"""One's own turn, by whoever has it."""

from bot.commands.model import Command, Outcome, Request, When, Who
from bot.domain.meeting.decide.floor import finish
from bot.domain.meeting.decision import Change
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, offering, say
from bot.views.panel import JOIN


def on_done(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The speaker has finished."""
    events = finish(meeting, request.asker.person)
    if isinstance(events, Refusal):
        return events
    return Outcome(offering(say("finished"), JOIN), Change(events))


DONE = Command("done", Who.EVERYONE, When.OPEN, on_done)
