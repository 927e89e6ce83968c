"""Seeing that it is fair: why somebody is next, and who has been heard."""

from datetime import datetime

from bot.commands.input.person_lookup import resolve_person
from bot.commands.model import Command, Kind, Outcome, Parameter, Request, When, Who
from bot.domain.fair_queue import group_standings
from bot.domain.meeting.balance import Tally, balance, missing, unheard
from bot.domain.meeting.queue_view import calling_order
from bot.domain.meeting.rule import accounts, attributes, tickets
from bot.domain.meeting.state import Meeting, Waiting
from bot.domain.message import (
    Argument,
    CommandText,
    Duration,
    Label,
    Listing,
    Message,
    Name,
    PlanText,
    Refusal,
    refuse,
    say,
)
from bot.domain.plan import MODE, REMOTE, Dimension
from bot.views.people import group

FEW = 3
"""Counts under this are not told outside the moderators' rooms: they could point at somebody."""


def on_why(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Why not me? The groups, their last turns, and one's own place; about others for moderators alone."""
    person = request.asker.person
    if request.text("who") is not None:
        if not request.asker.moderator:
            return refuse("refused-why-others", why=CommandText("why"))
        found = resolve_person(meeting, request, "who")
        if isinstance(found, Refusal):
            return found
        person = found
    ticket = meeting.ticket(person) or meeting.ticket(person, aside=True)
    if ticket is None:
        return refuse("refused-not-queued", join=CommandText("join"))
    return Outcome(_why(meeting, ticket))


WHY = Command("why", Who.EVERYONE, When.OPEN, on_why, (Parameter("who", Kind.PERSON),), by_role=True)


def _why(meeting: Meeting, ticket: Waiting) -> Message:
    called, person = calling_order(meeting), ticket.person
    place = called.index(ticket) + 1 if ticket in called else 0
    rows = group_standings(meeting.plan.rule, accounts(meeting), tickets(meeting))
    groups = tuple(_row(meeting, row.group, row.waiting, row.turns_since) for row in rows)
    own = attributes(meeting.plan, meeting.participants[person])[0]
    before = {other.person for other in called[: max(0, place - 1)]} - {person}
    ahead = sum(attributes(meeting.plan, meeting.participants[other])[0] == own for other in before)
    return say(
        "why-not-me",
        name=Name(person),
        place=place,
        groups=Listing(groups, lines=True),
        group=group(meeting, person),
        ahead=ahead,
    )


def _row(meeting: Meeting, value: str | None, waiting: int, since: int | None) -> Message:
    label = alternating(meeting, value)
    if since is None:
        return say("standing-unheard", group=label, waiting=waiting)
    return say("standing", group=label, waiting=waiting, since=since)


def alternating(meeting: Meeting, value: str | None) -> Label:
    """The name of a value that turns alternate by; everybody remote may be one of them."""
    if meeting.plan.remote_is_a_group and value == REMOTE:
        return Label(MODE, REMOTE)
    return Label(meeting.plan.dimensions[0].id, value)


def on_balance(meeting: Meeting, request: Request) -> Outcome | Refusal:
    """Turns and airtime against who is there: whole for moderators, in short for all."""
    if not request.asker.moderator:
        return Outcome(_short(meeting, request.now))
    tables = tuple(
        say(
            "balance-dimension",
            dimension=PlanText(("dimensions", str(n), "name")),
            rows=_rows(meeting, d, request.now),
        )
        for n, d in enumerate(meeting.plan.dimensions)
    )
    return Outcome(
        say(
            "balance",
            tables=Listing(tables, lines=True),
            unheard=_names(meeting, unheard(meeting, request.now)),
            missing=_names(meeting, missing(meeting, request.now)),
            speakers=sum(turn.manner == "speaker" for turn in meeting.spoken),
        )
    )


BALANCE = Command("balance", Who.EVERYONE, When.FROM_OPEN, on_balance, by_role=True)


def _rows(meeting: Meeting, dimension: Dimension, now: datetime) -> Listing:
    rows = tuple(
        say(
            "balance-row",
            value=Label(dimension.id, each.value),
            turns=each.turns,
            airtime=Duration(each.seconds),
            present=each.present,
            asked=each.asked,
        )
        for each in balance(meeting, dimension, now)
        if each.present or each.turns
    )
    return Listing(rows, lines=True)


def _short(meeting: Meeting, now: datetime) -> Message:
    dimension = meeting.plan.dimensions[0]
    rows: tuple[Argument, ...] = tuple(
        say(
            "balance-short-row", value=Label(dimension.id, each.value), turns=each.turns, present=_count(each)
        )
        for each in balance(meeting, dimension, now)
        if each.present or each.turns
    )
    return say("balance-short", rows=Listing(rows, lines=True))


def _count(tally: Tally) -> Message:
    return say("few") if tally.present < FEW else say("count", count=tally.present)


def _names(meeting: Meeting, codes: tuple[str, ...]) -> Argument:
    if not codes:
        return say("none")
    return Listing(tuple(Label(meeting.plan.dimensions[0].id, code) for code in codes))
