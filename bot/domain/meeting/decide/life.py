"""Opening, closing, and going on afterwards."""

from datetime import datetime

from bot.domain.meeting.decide.questions import answered
from bot.domain.meeting.facts import Closed, ConfirmationAsked, Fact, FloorLeft, Left, Opened, Stayed
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal, Typed, refuse


def open_meeting(meeting: Meeting, by: int) -> tuple[Fact, ...] | Refusal:
    """Hands and identifying from now on; the plan is frozen as it stands."""
    if meeting.status == "open":
        return refuse("refused-open", start=Typed("start"))
    return (Opened(meeting.plan, by),)


def close(meeting: Meeting, by: int, now: datetime) -> tuple[Fact, ...] | Refusal:
    """The end, asked about once before it is done, since it cannot be undone."""
    if not answered(meeting, "close", by, now):
        return (ConfirmationAsked("close", by),)
    if meeting.floor is not None:
        return (FloorLeft(meeting.floor.number, "close"), Closed(by))
    return (Closed(by),)


def stay(meeting: Meeting, person: int) -> tuple[Fact, ...] | Refusal:
    """Into the coordination channel."""
    if meeting.participants[person].stays:
        return refuse("refused-stays", unstay=Typed("unstay"))
    return (Stayed(person),)


def unstay(meeting: Meeting, person: int | None) -> tuple[Fact, ...] | Refusal:
    """Not into the coordination channel after all."""
    if person is None or not meeting.participants[person].stays:
        return refuse("refused-stays-not", stay=Typed("stay"))
    return (Left(person),)
