"""The one command for impact notes: by its first word, or, without one, a note in one's name."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.commands.impact.giving import Handler, on_anonymous, on_named, on_withdraw
from bot.commands.impact.reading import on_export, on_list, on_search, on_show
from bot.commands.impact.reviewing import on_accept, on_reject, on_review
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, Traceless, Value, When, Who
from bot.domain.impact.notes import EXAMPLE, NEEDED, NEEDED_ANONYMOUS
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Offer, PlanText, Refusal, offering, refuse, say

ANONYMOUS, WITHDRAW = "anonymous", "withdraw"
_HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        ANONYMOUS: on_anonymous,
        "list": on_list,
        "search": on_search,
        "show": on_show,
        WITHDRAW: on_withdraw,
        "review": on_review,
        "accept": on_accept,
        "reject": on_reject,
        "export": on_export,
    }
)


def on_impact(group: Meeting, request: Request) -> Outcome | Refusal:
    """One of the things that can be done about notes; taking back is for those who have left as well."""
    what, text = request.text("what"), request.text("text") or ""
    if request.traceless and what is None:
        return refuse("refused-impact-form", example=CommandText(f"impact anonymous {EXAMPLE}", alone=True))
    if what != WITHDRAW and not is_member(group, request.asker.person):
        return refuse("refused-not-member", title=PlanText(("title",)))
    if what is None and not text:
        return _how()
    return (_HANDLERS[what] if what else on_named)(group, request, text)


def _how() -> Outcome:
    """What is kept of whom, before anybody writes anything."""
    told = say(
        "impact-how",
        named=CommandText(f"impact {EXAMPLE}", alone=True),
        anonymous=CommandText("impact anonymous COUNTRY | WHAT | LINK", alone=True),
        needed=NEEDED,
        three=NEEDED_ANONYMOUS,
    )
    return Outcome(offering(told, Offer("impact list", say("offer-impact-list"))))


def traceless(arguments: Mapping[str, Value]) -> Traceless | None:
    """What is given without a name, and taken back by a code, leads to nobody; nor does a slip in either."""
    what, text = arguments.get("what"), str(arguments.get("text", "")).strip()
    if what == WITHDRAW and text and not text.isdecimal():
        return Traceless(text)
    slip = not what and text.casefold().startswith(ANONYMOUS[:4])
    return Traceless() if what == ANONYMOUS or slip else None


IMPACT = Command(
    "impact",
    Who.MEMBER,
    When.AFTER,
    on_impact,
    (Parameter("what", Kind.WORD, words=tuple(_HANDLERS)), Parameter("text", Kind.TEXT)),
    aliases=("impacts",),
    outside=True,
    alone=True,
    private=True,
    traceless=traceless,
    forms=(
        "impact COUNTRY | WHAT | LINK",
        "impact anonymous COUNTRY | WHAT | LINK",
        "impact list COUNTRY",
        "impact search WORDS",
        "impact show 3",
        "impact withdraw 3",
        "impact withdraw CODE",
        "impact review",
        "impact export csv",
    ),
)
