"""The way of every command to its handler: by someone who may, in time, with readable arguments."""

from collections.abc import Sequence

from bot.commands.belonging import may_take_part
from bot.commands.input.parsing import ParsedCommand, validate_arguments
from bot.commands.model import Command, Outcome, Request, When, Who
from bot.domain.changing import replace
from bot.domain.meeting.decide.floor import succeeded
from bot.domain.meeting.events import DecisionMade, Event
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Message, Moment, PlanText, Refusal, offering, refuse
from bot.views.marks import decided, over
from bot.views.moderating import undo
from bot.views.next_steps import with_next_steps


def authorize_and_run(meeting: Meeting, parsed: ParsedCommand, request: Request) -> Outcome | Refusal:
    """What comes of a command; a refusal offers what can be done about it."""
    result = _run(meeting, parsed, request)
    return with_next_steps(meeting, result) if isinstance(result, Refusal) else result


def _run(meeting: Meeting, parsed: ParsedCommand, request: Request) -> Outcome | Refusal:
    command = parsed.command
    if command.who is Who.MODERATOR and not request.asker.moderator:
        return refuse("refused-not-moderator", command=CommandText(command.name))
    outsider = _outside(meeting, command, request)
    if outsider is not None:
        return outsider
    untimely = _untimely(meeting, command) or over(meeting, parsed.offered.drawn if parsed.offered else "")
    not_yet = untimely or parsed.wanting
    if not_yet is not None:
        return not_yet
    arguments = validate_arguments(command, parsed.raw)
    if isinstance(arguments, Refusal):
        return arguments
    result = command.handler(meeting, replace(request, arguments=arguments, called=parsed.called))
    if isinstance(result, Refusal):
        return result
    events = succeeded(meeting, result.change.events, request.now)
    answer = _with_undo(result.answer, events)
    return replace(result, answer=answer, change=replace(result.change, events=events))


def _outside(meeting: Meeting, command: Command, request: Request) -> Refusal | None:
    """Of a group, what its members alone may ask, or its coordinators; of a call, who takes part."""
    if meeting.plan.is_call:
        return may_take_part(meeting, command, request)
    if not meeting.plan.is_group:
        return None
    if meeting.over:
        return refuse("refused-group-over", title=PlanText(("title",)))
    refusal = coordinators_alone(meeting, request, command.name) if command.who is Who.COORDINATOR else None
    if refusal is None and not (command.outside or is_member(meeting, request.asker.person)):
        return refuse("refused-not-member", title=PlanText(("title",)))
    return refusal


def coordinators_alone(group: Meeting, request: Request, command: str) -> Refusal | None:
    """Why somebody may not give a command that is for the coordinators of a group; None if they may."""
    if request.asker.person in group.moderators:
        return None
    return refuse("refused-not-coordinator", command=CommandText(command))


def _with_undo(answer: Message, events: Sequence[Event]) -> Message:
    """The answer to a moderator's decision: that one can be taken back, as long as no other follows."""
    for event in events:
        if isinstance(event, DecisionMade):
            return offering(answer, undo(decided(event.decision)))
    return answer


def _untimely(meeting: Meeting, command: Command) -> Refusal | None:
    title = PlanText(("title",))
    if command.when is When.ANY or (command.when is When.AFTER and meeting.plan.is_group):
        return None
    if command.when is When.AFTER:
        return refuse("refused-not-after", command=CommandText(command.name), stay=CommandText("stay"))
    if meeting.status == "planned" and meeting.plan.cancelled:
        return refuse("refused-cancelled", title=title)
    if meeting.status == "closed" and command.when is not When.FROM_OPEN:
        return refuse("refused-closed", title=title)
    if meeting.status == "planned" and command.when is not When.PLANNED:
        return refuse(
            "refused-not-open",
            title=title,
            day=Moment(meeting.plan.start, "date"),
        )
    return None
