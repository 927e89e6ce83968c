"""Who has been heard, against who is there and who asked: by group, region and attendance."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from bot.domain.meeting.rule import disclosed
from bot.domain.meeting.state import Meeting, Participant, Spoken
from bot.domain.plan import MODE, Dimension

FEW: Final = 3
"""Counts under this are told to moderators and coordinators alone: they could point at somebody."""


class Tally(Struct, frozen=True):
    """What one value of a dimension has had. A value of None is "not stated"."""

    value: str | None
    present: int
    asked: int
    """How many of those present have asked for the floor."""
    turns: int
    seconds: int
    """Airtime, with that of the turn that goes on."""


def balance(meeting: Meeting, dimension: Dimension, now: datetime) -> tuple[Tally, ...]:
    """A tally for each choice, also those that nobody is there for; the most heard first."""
    values = [choice.code for choice in dimension.choices if not choice.undisclosed]
    tallies = (_tally(meeting, dimension, value, now) for value in (*values, None))
    return tuple(sorted(tallies, key=lambda tally: (-tally.turns, -tally.present)))


def unheard(meeting: Meeting, now: datetime) -> tuple[str, ...]:
    """The constituencies that are present and have not been heard."""
    tallies = balance(meeting, meeting.plan.dimensions[0], now)
    return tuple(each.value for each in tallies if each.value and each.present and not each.turns)


def missing(meeting: Meeting, now: datetime) -> tuple[str, ...]:
    """The constituencies that nobody is present from, so that somebody can be invited."""
    tallies = balance(meeting, meeting.plan.dimensions[0], now)
    return tuple(each.value for each in tallies if each.value and not each.present)


def _tally(meeting: Meeting, dimension: Dimension, value: str | None, now: datetime) -> Tally:
    there = [
        each
        for each in meeting.participants.values()
        if _present(each) and disclosed(dimension, each.values.get(dimension.id)) == value
    ]
    turns = [turn for turn in meeting.spoken if counts_for(meeting, dimension, turn) == (value,)]
    going_on = turns[-1:] == list(meeting.spoken[-1:])
    return Tally(
        value,
        present=len(there),
        asked=sum(each.asked for each in there),
        turns=len(turns),
        seconds=sum(turn.seconds for turn in turns) + (_running(meeting, now) if going_on else 0),
    )


def of_group(meeting: Meeting, value: str | None, turns: Sequence[Spoken]) -> list[Spoken]:
    """Those of the turns that count for a group of the dimension that alternates."""
    dimension = meeting.plan.dimensions[0]
    return [turn for turn in turns if counts_for(meeting, dimension, turn) == (value,)]


def counts_for(meeting: Meeting, dimension: Dimension, turn: Spoken) -> tuple[str | None, ...]:
    """The value that a turn counts for: the one it was charged to, whatever was corrected later.

    None at all for listed speakers: their time was theirs before anyone asked.
    """
    if turn.manner == "speaker":
        return ()
    dims = meeting.rule.dims
    if dimension.id in dims and not meeting.plan.remote_is_a_group:
        return (turn.attributes[dims.index(dimension.id)],)
    return (disclosed(dimension, meeting.participants[turn.person].values.get(dimension.id)),)


def _present(participant: Participant) -> bool:
    """Whether somebody counts as being there: they asked, spoke, or said where they belong."""
    said = any(value is not None for name, value in participant.values.items() if name != MODE)
    return said or participant.asked or participant.spoke


def _running(meeting: Meeting, now: datetime) -> int:
    """Seconds of the turn that goes on."""
    if meeting.floor is None:
        return 0
    return round(meeting.floor.used(now, meeting.paused_at))
