"""Opening, closing, and going on afterwards."""

from datetime import datetime

from bot.domain.meeting.decide.moderation import unanswered
from bot.domain.meeting.events import Closed, Event, FloorLeft, Left, Opened, Stayed
from bot.domain.meeting.state import Meeting
from bot.domain.message import PlanText, Refusal, refuse


def open_meeting(meeting: Meeting, by: int) -> tuple[Event, ...] | Refusal:
    """Hands and identifying from now on; the plan is frozen as it stands."""
    if meeting.status == "open":
        return refuse("refused-open")
    return (Opened(meeting.plan, by),)


def close(meeting: Meeting, by: int, now: datetime) -> tuple[Event, ...] | Refusal:
    """The end, asked about once before it is done, since it cannot be undone."""
    question = unanswered(meeting, "close", by, now)
    if question is not None:
        return question
    if meeting.floor is not None:
        return (FloorLeft(meeting.floor.number, "close"), Closed(by))
    return (Closed(by),)


def stay(meeting: Meeting, person: int, *, stays: bool, quietly: bool) -> tuple[Event, ...] | Refusal:
    """Into the coordination channel, unless the account that asks is to be let in already.

    Quietly it is no channel, but what happens there is told by direct message.
    """
    if person in meeting.put_out:
        return refuse("refused-put-out", title=PlanText(("title",)))
    known = meeting.participants[person]
    if stays and known.stays and known.quietly == quietly:
        return refuse("refused-stays")
    return (Stayed(person, quietly),)


def unstay(meeting: Meeting, person: int | None) -> tuple[Left, ...] | Refusal:
    """Not into the coordination channel after all, by any account."""
    if person is None or not meeting.participants[person].stays:
        return refuse("refused-stays-not")
    return (Left(person),)
