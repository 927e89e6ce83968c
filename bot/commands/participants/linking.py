"""Joining one person's accounts, or a walk-up of the hall, by a ten-minute code."""

from bot.commands.input.person_lookup import resolve_person
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.participation import after, ensure_participant
from bot.domain.meeting.decide.linking import VALID_FOR, issue, redeem
from bot.domain.meeting.decision import Change, MergeProfiles
from bot.domain.meeting.events import Linked
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Duration, Name, Refusal, refuse, say
from bot.domain.plan import HALL
from bot.views.people import shown_as


def on_link(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Without words a code for oneself; with a code, its owner and oneself are one.

    A moderator gets a code for somebody of the hall by naming them ("link hall 7").
    """
    text = request.text("code")
    if text is None:
        entered = ensure_participant(meeting, request)
        return _issued(request, entered.person, entered.change)
    if request.asker.moderator and text.upper() not in meeting.codes:
        person = resolve_person(meeting, request, "code")
        if isinstance(person, Refusal):
            return person
        if meeting.participants[person].mode != HALL:
            return refuse("refused-link-other", link=CommandText("link"))
        return _issued(request, person, Change())
    return _redeemed(meeting, request, text)


LINK = Command(
    "link",
    Who.EVERYONE,
    When.FROM_OPEN,
    on_link,
    (Parameter("code", Kind.CODE),),
    by_role=True,
    forms=("link", "link CODE"),
)


def _issued(request: Request, person: int, change: Change) -> Outcome:
    answer = say(
        "link-code",
        name=Name(person),
        code=request.secret,
        link=CommandText(f"link {request.secret}"),
        time=Duration(round(VALID_FOR.total_seconds())),
    )
    return Outcome(answer, change + Change(issue(person, request.secret)))


def _redeemed(meeting: Meeting, request: Request, code: str) -> Outcome | Refusal:
    entered = ensure_participant(meeting, request)
    events = redeem(entered.meeting, entered.person, code, request.now)
    if isinstance(events, Refusal):
        return events
    mergers = tuple(MergeProfiles(event.kept, event.gone) for event in events if isinstance(event, Linked))
    change = entered.change + Change(events, mergers)
    known = after(meeting, change.events, request)
    return Outcome(say("linked", shown=shown_as(known, entered.person)), change)
