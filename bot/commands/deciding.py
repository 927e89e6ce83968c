"""The way of every command to its handler: by someone who may, in time, with readable arguments."""

from dataclasses import replace

from bot.commands.model import Command, Outcome, Request, When, Who
from bot.commands.reading import Understood, read
from bot.domain.meeting.state import Meeting
from bot.domain.message import Moment, PlanText, Refusal, Typed, refuse


def outcome(meeting: Meeting, understood: Understood, request: Request) -> Outcome | Refusal:
    """What comes of a command."""
    command = understood.command
    if command.who is Who.MODERATOR and not request.asker.moderator:
        return refuse("refused-not-moderator", command=Typed(command.name), help=Typed("help"))
    untimely = _untimely(meeting, command)
    if untimely is not None:
        return untimely
    arguments = read(command, understood.raw)
    if isinstance(arguments, Refusal):
        return arguments
    return command.handler(meeting, replace(request, arguments=arguments))


def _untimely(meeting: Meeting, command: Command) -> Refusal | None:
    title = PlanText(("title",))
    if command.when is When.ANY:
        return None
    if meeting.status == "closed" and command.when is not When.FROM_OPEN:
        return refuse("refused-closed", title=title, stay=Typed("stay"))
    if meeting.status == "planned" and command.when is not When.PLANNED:
        return refuse(
            "refused-not-open",
            title=title,
            start=Moment(meeting.plan.start),
            day=Moment(meeting.plan.start, "date"),
        )
    return None
