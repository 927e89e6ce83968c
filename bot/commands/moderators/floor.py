"""The floor to the next one, and taking a decision back."""

from bot.commands.model import Command, Outcome, Request, When, Who
from bot.commands.participation import Participation, after, ensure_participant
from bot.domain.meeting.decide.floor import give_next
from bot.domain.meeting.decide.moderation import decided, same_moment, undo
from bot.domain.meeting.decision import Change
from bot.domain.meeting.events import Event, FloorGiven
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Name, Offer, Refusal, offering, say
from bot.views import marks
from bot.views.people import speaker


def decide(entered: Participation, name: str, events: tuple[Event, ...]) -> Change:
    """The events as one decision of the moderator, behind their own entering."""
    return entered.change + Change(decided(entered.meeting, name, entered.person, events))


def floor_given(meeting: Meeting, request: Request, change: Change) -> Outcome:
    """The answer to whoever has just given the floor to somebody."""
    who = speaker(after(meeting, change.events, request))
    return Outcome(say("floor-given", who=who), change)


def on_next(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The floor to whoever is next."""
    entered = ensure_participant(meeting, request)
    events = give_next(entered.meeting, entered.person, request.now, request.sent)
    if isinstance(events, Refusal):
        return events
    change = decide(entered, "next", events)
    if not any(isinstance(event, FloorGiven) for event in events):
        sure = Offer("next", say("offer-next-all-the-same"), "main", marks.of_floor(meeting))
        return Outcome(offering(say("ask-next"), sure), change)
    return floor_given(meeting, request, change)


NEXT = Command("next", Who.MODERATOR, When.OPEN, on_next, aliases=("ack next",))


def on_undo(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The latest moderator's decision is taken back."""
    entered = ensure_participant(meeting, request)
    events = same_moment(meeting, "undo", entered.person, request.now) or undo(
        entered.meeting, entered.person
    )
    if isinstance(events, Refusal):
        return events
    undone = meeting.checkpoints[-1]
    answer = say("undone", what=CommandText(undone.name), whose=Name(undone.by))
    return Outcome(answer, entered.change + Change(events))


UNDO = Command("undo", Who.MODERATOR, When.OPEN, on_undo)
