"""Something that only the moderators are to know."""

import re

from bot.commands.free_text import LONGEST_TEXT, written
from bot.commands.group.confirming import Answer, ask
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.changing import replace
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Listing, Name, Refusal, refuse, say
from bot.reactions.effects import Tell, TellPerson

WITHOUT = re.compile(r"without (\d{1,9}): (.*)", re.DOTALL)


def on_report(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """To the moderators' rooms, under the name that others see anyway; nobody else learns of it."""
    if meeting.plan.is_group:
        return _to_coordinators(meeting, request)
    if not meeting.plan.moderators_rooms:
        return refuse("refused-report")
    words = written(meeting, request)
    if isinstance(words, Refusal):
        return words
    told = say("reported", by=Name(words.person), text=words.text)
    where = "room" if request.asker.overheard else "alone"
    answer = say("done-report", where=where, report=CommandText("report TEXT", alone=True))
    return Outcome(answer, words.change, (Tell("moderators", told, urgent=True),))


def _to_coordinators(group: Meeting, request: Request) -> Outcome | Refusal:
    """Who will read it is said first, so that whoever it is about can be left out."""
    own, text = request.asker.person or 0, request.text("text") or ""
    if len(text) > LONGEST_TEXT:
        return refuse("refused-long-words", most=LONGEST_TEXT)
    if not request.sure:
        return _asked(group, request, own, text)
    left_out = WITHOUT.fullmatch(text)
    without = int(left_out[1]) if left_out else 0
    body = left_out[2] if left_out else text.removeprefix(": ")
    words = written(group, replace(request, arguments={"text": body}))
    if isinstance(words, Refusal):
        return words
    message = say("reported-group", by=Name(own), text=words.text)
    readers = sorted(group.moderators - {without})
    told = tuple(TellPerson(each, message) for each in readers)
    return Outcome(say("done-report-group"), words.change, told)


def _asked(group: Meeting, request: Request, own: int, text: str) -> Outcome:
    readers = sorted(group.moderators)
    others = readers if len(readers) > 1 else []
    return ask(
        request,
        own,
        say(
            "ask-report",
            readers=Listing(tuple(Name(each) for each in readers)),
            several="yes" if others else "no",
        ),
        Answer(f"report : {text}", say("offer-report")),
        *(
            Answer(f"report without {each}: {text}", say("offer-report-without", who=Name(each)))
            for each in others
        ),
    )


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
