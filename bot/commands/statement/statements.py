"""Joint statements: begun, revised, shown, listed and handed out."""

from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.statement import reading, writing
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal

WHAT = ("new", "revise", "append", "show", "list", "comments", "remind", "export")


def on_statement(group: Meeting, request: Request) -> Outcome | Refusal:
    """One of the things that can be done about statements."""
    text = request.text("text") or ""
    match request.text("what"):
        case "new":
            return writing.begin(group, request, text)
        case "revise":
            return writing.revise(group, request, text)
        case "append":
            return writing.append(group, request, text)
        case "show":
            return reading.show(group, request, text)
        case "comments":
            return reading.comments(request, text)
        case "remind":
            return reading.remind(request, text)
        case "export":
            return reading.export(request, text)
        case _:
            return reading.show_all(request, text)


STATEMENT = Command(
    "statement",
    Who.MEMBER,
    When.AFTER,
    on_statement,
    (Parameter("what", Kind.WORD, words=WHAT), Parameter("text", Kind.TEXT)),
    aliases=("statements",),
    alone=True,
    forms=(
        "statement new TITLE | TEXT or LINK | DEADLINE",
        "statement list",
        "statement show 3",
        "statement show 3 1",
        "statement revise 3 | TEXT",
        "statement append 3 | TEXT",
        "statement comments 3",
        "statement remind 3",
        "statement export 3",
    ),
)
