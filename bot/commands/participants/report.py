"""Something that only the moderators are to know."""

from bot.commands.free_text import written
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Name, Refusal, refuse, say
from bot.reactions.effects import Tell


def on_report(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """To the moderators' rooms, under the name that others see anyway; nobody else learns of it."""
    if not (meeting.plan.moderators_rooms or meeting.plan.is_group):
        return refuse("refused-report")
    words = written(meeting, request)
    if isinstance(words, Refusal):
        return words
    told = say("reported", by=Name(words.person), text=words.text)
    where = "room" if request.asker.overheard else "alone"
    answer = say("done-report", where=where, report=CommandText("report TEXT", alone=True))
    return Outcome(answer, words.change, (Tell("moderators", told, urgent=True),))


REPORT = Command(
    "report",
    Who.EVERYONE,
    When.FROM_OPEN,
    on_report,
    (Parameter("text", Kind.TEXT, required=True),),
    group=True,
    alone=True,
    forms=("report TEXT",),
)
