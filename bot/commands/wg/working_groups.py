"""Working groups: begun, joined, left, closed, and called together."""

from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.wg.calling import meet
from bot.commands.wg.forming import begin, close, show
from bot.commands.wg.scope import OF_ONE, scope
from bot.commands.wg.taking_part import join, leave
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import PlanText, Refusal, refuse


def on_wg(group: Meeting, request: Request) -> Outcome | Refusal:
    """One of the things that can be done about working groups; joining and leaving is theirs to decide."""
    what, text = request.text("what"), request.text("text") or ""
    if what not in OF_ONE and not is_member(group, request.asker.person):
        return refuse("refused-not-member", title=PlanText(("title",)))
    match what:
        case "new":
            return begin(group, request, text)
        case "join":
            return join(group, request)
        case "leave":
            return leave(group, request)
        case "close":
            return close(group, request, text)
        case "meet":
            return meet(group, request, text)
        case _:
            return show(group, request, text)


WG = Command(
    "wg",
    Who.MEMBER,
    When.AFTER,
    on_wg,
    (
        Parameter("what", Kind.WORD, words=("new", "join", "leave", "list", "close", "meet")),
        Parameter("text", Kind.TEXT),
    ),
    aliases=("working-groups",),
    outside=True,
    alone=True,
    scope=scope,
    forms=(
        "wg list",
        "wg join N",
        "wg leave N",
        "wg new NAME | PURPOSE",
        "wg meet",
        "wg meet next Tuesday 14:00, weekly",
        "wg close N",
    ),
)
