"""From which constituencies the people of a group come, and which of them have gone quiet or are missing."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.domain.group.rows import Member
from bot.domain.meeting.group.membership import members
from bot.domain.meeting.rule import disclosed
from bot.domain.meeting.state import Meeting, Participant

QUIET_AFTER: Final = timedelta(days=30)
"""A constituency of which nobody did anything for so long has gone quiet."""


def counted(group: Meeting, people: Iterable[Participant]) -> tuple[tuple[str | None, int], ...]:
    """How many are of each constituency, those that nobody is of left out; None is "not stated"."""
    counts = Counter(_of(group, each) for each in people)
    return tuple((value, counts[value]) for value in (*_values(group), None) if counts[value])


def missing(group: Meeting) -> tuple[str, ...]:
    """The constituencies of the session of which nobody is in the group, so that somebody can be invited."""
    there = {_of(group, each) for each in members(group)}
    return tuple(value for value in _values(group) if value not in there)


def quiet(group: Meeting, rows: Sequence[Member], now: datetime) -> tuple[str, ...]:
    """The constituencies of the group of which everybody has been quiet for long."""
    active = {row.number for row in rows if row.active > now - QUIET_AFTER}
    counts = Counter(_of(group, each) for each in members(group))
    heard = {_of(group, each) for each in members(group) if each.person in active}
    return tuple(value for value in _values(group) if counts[value] and value not in heard)


def came(group: Meeting, rows: Sequence[Member], since: datetime) -> list[Participant]:
    """Those of the group who came after that moment."""
    new = {row.number for row in rows if row.since > since}
    return [each for each in members(group) if each.person in new]


def sizes(group: Meeting) -> Mapping[str | None, int]:
    """How many of each constituency are in the group."""
    return dict(counted(group, members(group)))


def _of(group: Meeting, participant: Participant) -> str | None:
    dimension = group.plan.dimensions[0]
    return disclosed(dimension, participant.values.get(dimension.id))


def _values(group: Meeting) -> list[str]:
    return [choice.code for choice in group.plan.dimensions[0].choices if not choice.undisclosed]
