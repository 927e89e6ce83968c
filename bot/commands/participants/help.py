"""Help, made from the command table, by role."""

from collections.abc import Sequence

from bot.commands.input.parsing import help_of, parse_line, usage
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Listing, Refusal, say


def explaining(table: Sequence[Command]) -> Command:
    """The help command for a table; it explains itself as well."""

    def on_help(meeting: Meeting, request: Request) -> Outcome | Refusal:
        name = request.text("command")
        if name is not None:
            asked = parse_line((*table, command), name.lstrip("/! "))
            return asked if isinstance(asked, Refusal) else Outcome(usage(asked.command))
        everyone = _lines(table, Who.EVERYONE)
        if request.asker.moderator:
            return Outcome(say("help-moderator", everyone=everyone, moderators=_lines(table, Who.MODERATOR)))
        return Outcome(say("help", everyone=everyone))

    command = Command(
        "help", Who.EVERYONE, When.ANY, on_help, (Parameter("command", Kind.TEXT),), by_role=True
    )
    return command


def _lines(table: Sequence[Command], who: Who) -> Listing:
    return Listing(
        tuple(say("help-line", name=CommandText(c.name), help=help_of(c)) for c in table if c.who is who),
        lines=True,
    )
