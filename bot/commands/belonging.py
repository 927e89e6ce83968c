"""Who belongs where: a group's calls and working groups are its people's, and who was put out stays out."""

from bot.commands.elsewhere import Elsewhere
from bot.commands.model import Command, Request
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import PlanText, Refusal, refuse

TITLE = PlanText(("title",))


def may_enter(meeting: Meeting, request: Request) -> Refusal | None:
    """Why somebody may not come in, by whichever account of theirs; None if they may."""
    out = meeting.put_out
    if out and not out.isdisjoint(request.selves(meeting.plan.id)):
        return refuse("refused-put-out", title=TITLE)
    whole = meeting.plan.from_group
    theirs = request.elsewhere(whole) if whole else None
    if whole is None or _inside(theirs):
        return None
    if _is_out(theirs):
        return refuse("refused-put-out-whole")
    return refuse("refused-stay-code" if meeting.plan.is_call else "refused-wg-whole")


def may_take_part(call: Meeting, command: Command, request: Request) -> Refusal | None:
    """The same for a command in a call: others are heard in its room alone, where somebody let them in."""
    if command.outside:
        return None
    theirs = request.elsewhere(call.plan.group)
    if _is_out(theirs):
        return refuse("refused-put-out", title=TITLE)
    stranger = request.asker.direct and not _inside(theirs)
    return refuse("refused-not-member", title=TITLE) if stranger else None


def _inside(known: Elsewhere | None) -> bool:
    return known is not None and is_member(known.meeting, known.person)


def _is_out(known: Elsewhere | None) -> bool:
    return known is not None and known.person in known.meeting.put_out
