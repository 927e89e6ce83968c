"""Joining one person's accounts, or a walk-up of the hall, by a ten-minute code."""

from bot.commands.entering import after, enter
from bot.commands.model import Outcome, Request
from bot.commands.queue import shown_as
from bot.commands.whom import whom
from bot.domain.meeting.decide.linking import VALID_FOR, issue, redeem
from bot.domain.meeting.decision import Change, Merger
from bot.domain.meeting.facts import Linked
from bot.domain.meeting.state import Meeting
from bot.domain.message import Name, Refusal, Span, Typed, refuse, say
from bot.domain.plan import HALL


def on_link(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Without words a code for oneself; with a code, its owner and oneself are one.

    A moderator gets a code for somebody of the hall by naming them ("link hall 7").
    """
    text = request.text("code")
    if text is None:
        entered = enter(meeting, request)
        return _issued(request, entered.person, entered.change)
    if request.asker.moderator and text.upper() not in meeting.codes:
        person = whom(meeting, request, "code")
        if isinstance(person, Refusal):
            return person
        if meeting.participants[person].mode != HALL:
            return refuse("refused-link-other", link=Typed("link"))
        return _issued(request, person, Change())
    return _redeemed(meeting, request, text)


def _issued(request: Request, person: int, change: Change) -> Outcome:
    answer = say(
        "link-code",
        name=Name(person),
        code=request.secret,
        link=Typed(f"link {request.secret}"),
        time=Span(round(VALID_FOR.total_seconds())),
    )
    return Outcome(answer, change + Change(issue(person, request.secret)))


def _redeemed(meeting: Meeting, request: Request, code: str) -> Outcome | Refusal:
    entered = enter(meeting, request)
    facts = redeem(entered.meeting, entered.person, code, request.now)
    if isinstance(facts, Refusal):
        return facts
    mergers = tuple(Merger(fact.kept, fact.gone) for fact in facts if isinstance(fact, Linked))
    change = entered.change + Change(facts, mergers)
    known = after(meeting, change.facts, request)
    return Outcome(say("linked", shown=shown_as(known, entered.person)), change)
