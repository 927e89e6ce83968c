"""Finding one's way: the agenda, and which meeting a direct chat is about."""

from typing import Final

from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.meeting.schedule import phase_left
from bot.domain.meeting.state import Meeting
from bot.domain.message import (
    Duration,
    FileRef,
    Listing,
    Message,
    Moment,
    PlanText,
    Refusal,
    attaching,
    offering,
    say,
)
from bot.views.panel import HELP

CALENDAR: Final = FileRef("meeting-calendar")


def on_agenda(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """All phases, and where the meeting is; as long as it can be put into a calendar, a file for that."""
    phases = Listing(tuple(_phase(meeting, n, request) for n in range(len(meeting.plan.phases))), lines=True)
    answer = say(
        "agenda",
        title=PlanText(("title",)),
        day=Moment(meeting.plan.start, "date"),
        phases=phases,
    )
    return Outcome(attaching(answer, CALENDAR) if meeting.status == "planned" else answer)


AGENDA = Command("agenda", Who.EVERYONE, When.ANY, on_agenda)


def _phase(meeting: Meeting, number: int, request: Request) -> Message:
    title = PlanText(("phases", str(number), "title"))
    length = Duration(meeting.plan.phases[number].seconds)
    if meeting.phase is None or meeting.phase.index != number:
        return say("agenda-phase", title=title, length=length)
    left = round(phase_left(meeting, request.now) or 0)
    key = "agenda-phase-paused" if meeting.phase.paused_at else "agenda-phase-now"
    return say(key, title=title, length=length, left=Duration(left))


def on_meeting(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Which meeting a direct chat is about; the service has already found it."""
    return Outcome(offering(say("meeting-chosen", title=PlanText(("title",))), HELP))


MEETING = Command(
    "meeting",
    Who.EVERYONE,
    When.ANY,
    on_meeting,
    (Parameter("meeting", Kind.TEXT, required=True),),
    group=True,
    outside=True,
)
