"""Who has been heard against who is there, as moderators see it and as everyone does."""

from datetime import datetime

from bot.domain.meeting.balance import FEW, Tally, balance, missing, unheard
from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, Duration, Label, Listing, Message, PlanText, say
from bot.domain.plan import Dimension


def whole_balance(meeting: Meeting, now: datetime) -> Message:
    """Every dimension in full, for the moderators' rooms."""
    tables = tuple(
        say(
            "balance-dimension",
            dimension=PlanText(("dimensions", str(n), "name")),
            rows=_rows(meeting, d, now),
        )
        for n, d in enumerate(meeting.plan.dimensions)
    )
    return say(
        "balance",
        tables=Listing(tables, lines=True),
        unheard=_names(meeting, unheard(meeting, now)),
        missing=_names(meeting, missing(meeting, now)),
        speakers=sum(turn.manner == "speaker" for turn in meeting.spoken),
    )


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


def short_balance(meeting: Meeting, now: datetime) -> Message:
    """The dimension that alternates, without small numbers, for everyone."""
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
