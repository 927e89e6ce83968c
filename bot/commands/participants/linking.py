"""Joining one person's accounts, or a walk-up of the hall, by a ten-minute code; and taking that back."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.commands.input.person_lookup import resolve_person
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.commands.participation import after, ensure_participant
from bot.domain.meeting.decide.linking import confirm, decline, issue, leave, redeem
from bot.domain.meeting.decision import Change, MergeProfiles, Split
from bot.domain.meeting.events import Event, LinkAsked, Linked
from bot.domain.meeting.pending import VALID_FOR
from bot.domain.meeting.state import Meeting
from bot.domain.message import CommandText, Duration, Message, Name, Offer, Refusal, offering, refuse, say
from bot.domain.plan import HALL
from bot.reactions.effects import TellPerson
from bot.views import panel
from bot.views.people import shown_as


def on_link(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Without words a code for oneself; with a code, its owner is asked; then "yes", "no" or "undo".

    A moderator gets a code for somebody of the hall by naming them ("link hall 7").
    """
    text = request.text("code")
    if text is None:
        entered = ensure_participant(meeting, request)
        return _issued(request, entered.person, entered.change)
    answer = _ANSWERS.get(text.casefold())
    if answer is not None:
        return answer(meeting, request)
    if request.asker.moderator and text.upper() not in meeting.codes:
        return _for_walk_up(meeting, request)
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


def _for_walk_up(meeting: Meeting, request: Request) -> Outcome | Refusal:
    person = resolve_person(meeting, request, "code")
    if isinstance(person, Refusal):
        return person
    known = request.roster.get(person)
    if meeting.participants[person].mode != HALL or (known is not None and known.identities):
        return refuse("refused-link-other")
    entered = ensure_participant(meeting, request)
    return _issued(request, person, entered.change, by=entered.person)


def _issued(request: Request, person: int, change: Change, by: int | None = None) -> Outcome:
    answer = say(
        "link-code",
        name=Name(person),
        code=request.secret,
        link=CommandText(f"link {request.secret}"),
        time=_time(),
    )
    return Outcome(answer, change + Change(issue(person, request.secret, by)))


def _redeemed(meeting: Meeting, request: Request, code: str) -> Outcome | Refusal:
    entered = ensure_participant(meeting, request)
    events = redeem(entered.meeting, entered.person, code, request.now)
    if isinstance(events, Refusal):
        return events
    change = entered.change + _joining(events)
    known = after(meeting, change.events, request)
    asked = [event for event in events if isinstance(event, LinkAsked)]
    if not asked:
        return Outcome(_linked(known, entered.person), change)
    question = TellPerson(asked[0].gone, _question(known, entered.person), expires=request.now + VALID_FOR)
    return Outcome(say("link-asked", time=_time()), change, (question,))


def _question(meeting: Meeting, sender: int) -> Message:
    """What the owner of the code is asked, with what becomes of them if they say yes."""
    asked = say("link-confirm", name=Name(sender), shown=shown_as(meeting, sender), time=_time())
    return offering(
        asked,
        Offer("link yes", say("offer-link-yes"), "main"),
        Offer("link no", say("offer-link-no"), "danger"),
    )


def _confirmed(meeting: Meeting, request: Request) -> Outcome | Refusal:
    events = confirm(meeting, request.asker.person, request.now)
    if isinstance(events, Refusal):
        return events
    change = _joining(events)
    known, sender = after(meeting, change.events, request), events[0].kept
    told = TellPerson(sender, _linked(known, sender), but=request.asker.identity)
    return Outcome(_linked(known, sender), change, (told,))


def _declined(meeting: Meeting, request: Request) -> Outcome | Refusal:
    events = decline(meeting, request.asker.person, request.now)
    if isinstance(events, Refusal):
        return events
    sender = meeting.link_requests[events[0].person].sender
    told = TellPerson(sender, offering(say("link-refused"), panel.LINK))
    return Outcome(say("link-declined"), Change(events), (told,))


def _left(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """The account that asks goes by itself again; the others of the person are told."""
    person = request.asker.person
    known = request.roster.get(person) if person is not None else None
    if person is None or known is None or len(known.identities) < 2:
        return refuse("refused-not-linked")
    events = leave(meeting, person)
    change = Change(events, tuple(Split(event.new, request.asker.identity) for event in events))
    alone = after(meeting, change.events, request)
    told = TellPerson(person, say("link-left"), but=request.asker.identity)
    return Outcome(
        offering(say("unlinked", shown=shown_as(alone, events[0].new)), panel.JOIN), change, (told,)
    )


_ANSWERS: Mapping[str, Callable[[Meeting, Request], Outcome | Refusal]] = MappingProxyType(
    {"yes": _confirmed, "no": _declined, "undo": _left}
)
"""What can be sent in place of a code."""


def _joining(events: tuple[Event, ...]) -> Change:
    return Change(
        events, tuple(MergeProfiles(event.kept, event.gone) for event in events if isinstance(event, Linked))
    )


def _linked(meeting: Meeting, person: int) -> Message:
    return offering(
        say("linked", shown=shown_as(meeting, person)), Offer("link undo", say("offer-link-undo"))
    )


def _time() -> Duration:
    return Duration(round(VALID_FOR.total_seconds()))
