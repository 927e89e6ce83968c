"""Opening and closing the meeting."""

from bot.commands.model import Command, Outcome, Request, When, Who
from bot.commands.participation import ensure_participant
from bot.domain.meeting.decide.lifecycle import close, open_meeting
from bot.domain.meeting.decision import Change
from bot.domain.meeting.events import Closed
from bot.domain.meeting.state import Meeting
from bot.domain.message import Offer, Refusal, offering, refuse, say
from bot.reactions.lifecycle import once_more
from bot.views.moderating import START


def on_open(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Hands and identifying from now on."""
    if request.taken_by is not None:
        return refuse("refused-room-taken", title=request.taken_by)
    entered = ensure_participant(meeting, request)
    events = open_meeting(entered.meeting, entered.person)
    if isinstance(events, Refusal):
        return events
    return Outcome(offering(say("done-open"), START), Change(events) + entered.change)


OPEN = Command("open", Who.MODERATOR, When.PLANNED, on_open)


def on_close(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The end, asked about once."""
    entered = ensure_participant(meeting, request)
    events = close(entered.meeting, entered.person, request.now)
    if isinstance(events, Refusal):
        return events
    asked = not any(isinstance(event, Closed) for event in events)
    waiting = len({ticket.person for ticket in meeting.queue})
    sure = Offer("close", say("offer-close"), "danger")
    question = offering(say("ask-close", waiting=waiting), sure)
    answer = question if asked else say("done-close")
    return Outcome(answer, entered.change + Change(events))


CLOSE = Command("close", Who.MODERATOR, When.OPEN, on_close)


def on_retry(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """What could not be opened, posted or let in, once its cause has been mended."""
    return Outcome(say("done-retry"), effects=once_more(meeting))


RETRY = Command("retry", Who.MODERATOR, When.FROM_OPEN, on_retry)
