"""Help, made from the command table, by role."""

from collections.abc import Sequence

from bot.commands.input.parsing import help_of, parse_line, usage
from bot.commands.input.prefix import command_text
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Listing, Message, Refusal, say


def explaining(table: Sequence[Command]) -> Command:
    """The help command for a table; it explains itself as well."""

    def on_help(meeting: Meeting, request: Request) -> Outcome | Refusal:
        name = request.text("command")
        if name is not None:
            asked = parse_line((*table, command), command_text(name, direct=True) or name)
            return asked if isinstance(asked, Refusal) else Outcome(_explained(asked.command))
        if meeting.plan.is_group:
            return Outcome(_in_group(table, coordinates=request.asker.person in meeting.moderators))
        everyone = _lines(_of(table, Who.EVERYONE))
        if request.asker.moderator:
            return Outcome(
                say("help-moderator", everyone=everyone, moderators=_lines(_of(table, Who.MODERATOR)))
            )
        return Outcome(say("help", everyone=everyone))

    command = Command(
        "help",
        Who.EVERYONE,
        When.ANY,
        on_help,
        (Parameter("command", Kind.TEXT),),
        by_role=True,
        group=True,
        outside=True,
        alone=True,
        forms=("help", "help join"),
    )
    return command


def _of(table: Sequence[Command], who: Who) -> list[Command]:
    """What somebody may give in a meeting; what is for the group alone is shown there."""
    return [each for each in table if each.who is who and each.when is not When.AFTER]


def _in_group(table: Sequence[Command], *, coordinates: bool) -> Message:
    """What there is to do in a group, by role."""
    given = [each for each in table if each.group or each.when is When.AFTER]
    ours = _lines([each for each in given if each.who is not Who.COORDINATOR])
    if not coordinates:
        return say("help-group", members=ours)
    theirs = _lines([each for each in given if each.who is Who.COORDINATOR])
    return say("help-coordinator", members=ours, coordinators=theirs)


def _explained(command: Command) -> Message:
    """A command with its forms in full, what it takes, and its other names."""
    forms = tuple(say("help-form", form=CommandText(form)) for form in command.forms)
    takes = tuple(_parameter(command, parameter) for parameter in command.parameters)
    also = (say("help-also", names=Listing(command.aliases)),) if command.aliases else ()
    details = (*forms, *takes, *also)
    if not details:
        return usage(command)
    return say("help-command", usage=usage(command), details=Listing(details, lines=True))


def _parameter(command: Command, parameter: Parameter) -> Message:
    name = " / ".join(parameter.words) or parameter.name.upper()
    return say("help-parameter", name=name, help=Message(f"command-{command.name}.{parameter.name}"))


def _lines(table: Sequence[Command]) -> Listing:
    return Listing(
        tuple(say("help-line", name=CommandText(c.name), help=help_of(c)) for c in table), lines=True
    )
