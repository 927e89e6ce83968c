"""A hand that is raised on a Stage by whoever has the floor already: they want to be heard."""

from bot.commands.model import Outcome, Request
from bot.domain.meeting.state import Meeting
from bot.domain.message import offering, say
from bot.reactions.effects import Speaking
from bot.views import panel


def heard(meeting: Meeting, request: Request) -> Outcome | None:
    """They are invited to speak, and wait for no second turn; None for everybody else's hand."""
    asker, floor = request.asker, meeting.floor
    if request.hand is None or asker.place not in meeting.plan.stages:
        return None
    if floor is None or floor.person != asker.person:
        return None
    answer = offering(say("you-have-the-floor"), panel.done(meeting))
    return Outcome(answer, effects=(Speaking(floor.person, speaks=True),))
