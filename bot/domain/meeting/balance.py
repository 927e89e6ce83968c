"""Who has been heard, against who is there and who asked: by group, region and attendance."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime

from bot.domain.meeting.rule import disclosed
from bot.domain.meeting.state import Meeting, Participant
from bot.domain.plan import MODE, Dimension


@dataclass(frozen=True)
class Tally:
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
    people = {
        number: each
        for number, each in meeting.participants.items()
        if disclosed(dimension, each.values.get(dimension.id)) == value
    }
    there = [each for each in people.values() if _present(each)]
    # Listed speakers are counted apart: their time was theirs before anyone asked.
    turns = [turn for turn in meeting.spoken if turn.person in people and turn.manner != "speaker"]
    return Tally(
        value,
        present=len(there),
        asked=sum(each.asked for each in there),
        turns=len(turns),
        seconds=sum(turn.seconds for turn in turns) + _going_on(meeting, people, now),
    )


def _present(participant: Participant) -> bool:
    """Whether somebody counts as being there: they asked, spoke, or said where they belong."""
    said = any(value is not None for name, value in participant.values.items() if name != MODE)
    return said or participant.asked or participant.spoke


def _going_on(meeting: Meeting, people: Container[int], now: datetime) -> int:
    floor = meeting.floor
    if floor is None or floor.person not in people or floor.given.manner == "speaker":
        return 0
    return round(floor.used(now, meeting.phase.paused_at if meeting.phase else None))
