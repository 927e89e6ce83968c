"""Joint statements: begun, revised, shown, listed and handed out."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.statement import changing, reading, writing
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal

_HANDLERS: Mapping[str, Callable[[Meeting, Request, str], Outcome | Refusal]] = MappingProxyType(
    {
        "new": writing.begin,
        "revise": writing.revise,
        "append": writing.append,
        "deadline": changing.move,
        "withdraw": changing.withdraw,
        "show": reading.show,
        "list": reading.show_all,
        "comments": reading.comments,
        "uncomment": changing.uncomment,
        "remind": reading.remind,
        "export": reading.export,
    }
)


def on_statement(group: Meeting, request: Request) -> Outcome | Refusal:
    """One of the things that can be done about statements."""
    return _HANDLERS[request.text("what") or "list"](group, request, request.text("text") or "")


STATEMENT = Command(
    "statement",
    Who.MEMBER,
    When.AFTER,
    on_statement,
    (Parameter("what", Kind.WORD, words=tuple(_HANDLERS)), Parameter("text", Kind.TEXT)),
    aliases=("statements",),
    alone=True,
    forms=(
        "statement new TITLE | TEXT or LINK | DEADLINE",
        "statement list",
        "statement show 3",
        "statement show 3 1",
        "statement revise 3 | TEXT",
        "statement append 3 | TEXT",
        "statement deadline 3 | WHEN",
        "statement withdraw 3",
        "statement comments 3",
        "statement uncomment 7",
        "statement remind 3",
        "statement export 3",
    ),
)
