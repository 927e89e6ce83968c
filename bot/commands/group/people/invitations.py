"""Codes that let newcomers in: made, listed, withdrawn and used. Nobody is brought in by others."""

from collections.abc import Sequence
from datetime import timedelta

from bot.commands.belonging import may_enter
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, Way, When, Who
from bot.commands.participation import ensure_participant
from bot.domain.changing import replace
from bot.domain.codes import digest
from bot.domain.folding import fold
from bot.domain.group.codes import (
    DAYS,
    MOST_AT_ONCE,
    MOST_DAYS,
    MOST_USES,
    USES,
    redeemed,
    useless,
)
from bot.domain.group.rows import InviteCode
from bot.domain.meeting.decide.lifecycle import stay
from bot.domain.meeting.decision import AccountStays, Change, Keep
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import (
    CommandText,
    FileRef,
    Listing,
    Message,
    Moment,
    Name,
    Offer,
    PlanText,
    RawText,
    Refusal,
    attaching,
    offering,
    refuse,
    say,
)
from bot.reactions.effects import Tell
from bot.views.identifying import asking, unanswered
from bot.views.panel import QUIETLY, STAY

LIST = "list"
WITHDRAW = "withdraw"
CHANNEL = replace(STAY, label=say("offer-stay-channel"))


def on_invite(group: Meeting, request: Request) -> Outcome | Refusal:
    """A code for so many people and days; or those that there are; or one fewer."""
    if group.plan.within is not None:
        join = CommandText(f"wg join {group.plan.working_number}")
        return refuse("refused-invite-working", join=join)
    what, number = fold(request.text("uses") or "").strip(), request.text("days")
    if what == LIST and number is None:
        return _listed(request)
    if what == WITHDRAW:
        return _withdrawn(request, number)
    uses, days = _within(what, USES, MOST_USES), _within(number or "", DAYS, MOST_DAYS)
    if uses is None or days is None:
        example = CommandText("invite 30 14")
        return refuse("refused-invite", uses=MOST_USES, days=MOST_DAYS, example=example)
    if len(_useful(request)) >= MOST_AT_ONCE:
        return refuse("refused-invite-most", most=MOST_AT_ONCE, withdraw=CommandText("invite withdraw N"))
    return _made(request, uses, days)


INVITE = Command(
    "invite",
    Who.COORDINATOR,
    When.AFTER,
    on_invite,
    (Parameter("uses", Kind.FIRST), Parameter("days", Kind.TEXT)),
    alone=True,
    tells_way=True,
    forms=("invite", "invite USES DAYS", "invite list", "invite withdraw N"),
)


def _made(request: Request, uses: int, days: int) -> Outcome:
    """The code is said to who made it, once; kept is a digest alone."""
    number, expires = request.records.next_number(InviteCode), request.now + timedelta(days=days)
    row = InviteCode(number, digest(request.secret), request.asker.person, expires, uses)
    line = f"redeem {request.secret}"
    answer = say(
        "invite-made",
        uses=uses,
        until=Moment(expires, "date"),
        line=RawText(line, once=True),
        ways=Listing(tuple(_way(each) for each in request.ways), lines=True),
        number=number,
    )
    links = (each.link for each in request.ways if each.link)
    picture = FileRef("invitation", text=RawText("\n".join((*links, line)), once=True))
    return Outcome(attaching(offering(answer, _withdrawing(row)), picture), Change((), (Keep(row),)))


def _way(way: Way) -> Message:
    if way.link is None:
        return say("invite-no-link", platform=way.platform)
    return say("invite-link", platform=way.platform, link=RawText(way.link, once=True))


def _listed(request: Request) -> Outcome:
    rows = _useful(request)
    if not rows:
        return Outcome(say("invite-none", invite=CommandText("invite")))
    lines = Listing(tuple(_line(row) for row in rows), lines=True)
    return Outcome(offering(say("invite-list", codes=lines), *(_withdrawing(row) for row in rows)))


def _line(row: InviteCode) -> Message:
    until, by = Moment(row.expires, "date"), Name(row.by or 0)
    return say("invite-line", number=row.number, used=row.used, left=row.uses_left, until=until, by=by)


def _withdrawing(row: InviteCode) -> Offer:
    return Offer(f"invite withdraw {row.number}", say("offer-invite-withdraw", number=row.number))


def _withdrawn(request: Request, number: str | None) -> Outcome | Refusal:
    row = next((each for each in _useful(request) if str(each.number) == number), None)
    if row is None:
        return refuse("refused-invite-unknown", list=CommandText("invite list"))
    answer = say("invite-withdrawn", number=row.number, used=row.used)
    return Outcome(answer, Change((), (Keep(replace(row, withdrawn=True)),)))


def _useful(request: Request) -> Sequence[InviteCode]:
    return [row for row in request.records.all(InviteCode) if useless(row, request.now) is None]


def _within(text: str, usual: int, most: int) -> int | None:
    if not text:
        return usual
    number = int(text) if text.isdecimal() and len(text) < 10 else 0
    return number if 0 < number <= most else None


def on_redeem(group: Meeting, request: Request) -> Outcome | Refusal:
    """In by this account alone, unseen until its owner chooses to be in the channel."""
    found = redeemed(request.text("code") or "", request.records.all(InviteCode), request.now)
    if not isinstance(found, InviteCode):
        return refuse(f"refused-redeem-{found}", title=PlanText(("title",)))
    if request.asker.overheard:
        return _given_away(found)
    if is_member(group, request.asker.person):
        return Refusal(offering(say("refused-redeem-in", title=PlanText(("title",))), CHANNEL))
    barred = may_enter(group, request)
    if barred is not None:
        return barred
    entered = ensure_participant(group, replace(request, asker=replace(request.asker, direct=True)))
    events = stay(entered.meeting, entered.person, stays=False, quietly=True)
    if isinstance(events, Refusal):
        return events
    counted = replace(found, uses_left=found.uses_left - 1, used=found.used + 1)
    change = entered.change + Change(events, (AccountStays(request.asker.identity), Keep(counted)))
    told = say("redeemed", title=PlanText(("title",)), name=CommandText("name YOUR NAME"), question="")
    return Outcome(asking(told, unanswered(entered.meeting, entered.person), CHANNEL, QUIETLY), change)


def _given_away(row: InviteCode) -> Outcome:
    """Others could read it: its maker's fellows decide whether it is to be good for anybody any more."""
    told = Tell("moderators", offering(say("invite-overheard", number=row.number), _withdrawing(row)))
    return Outcome(say("redeem-overheard"), effects=(told,))


REDEEM = Command(
    "redeem",
    Who.EVERYONE,
    When.AFTER,
    on_redeem,
    (Parameter("code", Kind.TEXT, required=True),),
    outside=True,
    alone=True,
    by_code=True,
    forms=("redeem CODE",),
)
