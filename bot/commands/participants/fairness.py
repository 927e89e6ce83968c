"""Seeing that it is fair: why somebody is next, and who has been heard."""

from bot.commands.input.person_lookup import resolve_person
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.fair_queue import GroupStanding, by_age, group_standings
from bot.domain.meeting.decide.floor import choose
from bot.domain.meeting.queue_view import calling_order
from bot.domain.meeting.rule import accounts, callable_now, counted, tickets
from bot.domain.meeting.state import Meeting, OnDeck
from bot.domain.meeting.waiting.ticket import Waiting
from bot.domain.message import (
    Label,
    Listing,
    Message,
    Name,
    Refusal,
    refuse,
    say,
)
from bot.domain.plan import MODE, REMOTE
from bot.views.balance import short_balance, whole_balance
from bot.views.people import entry, group


def on_why(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Why not me? The groups, their last turns, and one's own place; about others for moderators alone."""
    person = request.asker.person
    if request.text("who") is not None:
        if not request.asker.moderator:
            return refuse("refused-why-others")
        found = resolve_person(meeting, request, "who")
        if isinstance(found, Refusal):
            return found
        person = found
    ticket = meeting.ticket(person) or meeting.ticket(person, aside=True)
    if ticket is None:
        return refuse("refused-not-queued")
    return Outcome(_why(meeting, ticket))


WHY = Command(
    "why", Who.EVERYONE, When.OPEN, on_why, (Parameter("who", Kind.PERSON, waiting=True),), by_role=True
)


def _why(meeting: Meeting, ticket: Waiting) -> Message:
    rule, called, person = meeting.rule, calling_order(meeting), ticket.person
    today = choose(meeting)
    ranked = group_standings(rule, accounts(meeting), tickets(meeting))
    free = {counted(meeting, waiting.person)[0] for waiting in callable_now(meeting)}
    place = called.index(ticket) + 1 if ticket in called else 0
    own = counted(meeting, person)[0]
    before = {other.person for other in called[: max(0, place - 1)]} - {person}
    return say(
        "why-not-me",
        name=Name(person),
        by="age" if by_age(rule, ranked) else "share",
        free="yes" if any(not turn.charged for turn in meeting.spoken) else "no",
        place=place,
        groups=Listing(tuple(_row(meeting, each, each.group in free) for each in ranked), lines=True),
        rest=today.why[0] if today and today.forced else "none",
        decided=_decided(meeting, today),
        group=group(meeting, person),
        ahead=sum(counted(meeting, other)[0] == own for other in before),
    )


def _row(meeting: Meeting, standing: GroupStanding, callable: bool) -> Message:
    key = "standing-unheard" if standing.turns_since is None else "standing"
    return say(
        key,
        group=alternating(meeting, standing.group),
        waiting=standing.waiting,
        since=standing.turns_since or 0,
        callable="yes" if callable else "no",
    )


def _decided(meeting: Meeting, today: OnDeck | None) -> Message | str:
    """Who was told to be next, where something has changed since that makes it another's turn by now."""
    on_deck = meeting.on_deck
    if on_deck is None or today is None or today.person == on_deck.person:
        return ""
    return say("why-decided", who=entry(meeting, on_deck.person))


def alternating(meeting: Meeting, value: str | None) -> Label:
    """The name of a value that turns alternate by; everybody remote may be one of them."""
    if meeting.plan.remote_is_a_group and value == REMOTE:
        return Label(MODE, REMOTE)
    return Label(meeting.plan.dimensions[0].id, value)


def on_balance(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Turns and airtime against who is there: whole for moderators, in short for all."""
    shown = whole_balance if request.asker.moderator else short_balance
    return Outcome(shown(meeting, request.now))


BALANCE = Command("balance", Who.EVERYONE, When.FROM_OPEN, on_balance, by_role=True)
