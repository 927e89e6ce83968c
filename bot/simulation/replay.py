"""Recorded traffic as scenarios: what each rule would have done with the hands of a real meeting.

Real traffic has odd turns, so nothing in it is an error but a line that cannot be read; those are counted.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from random import Random
from types import MappingProxyType
from typing import Any, Literal

from msgspec import Struct

from bot.bounds import parse_json
from bot.domain.fair_queue import Attributes, Person
from bot.simulation.population import DOMINANT
from bot.simulation.scenario import DIMENSIONS, Event, Scenario

TURNS: Mapping[str, Literal["next", "pick"]] = MappingProxyType({"ack": "next", "pick": "pick"})
KINDS = frozenset({"join", "withdraw", *TURNS})

FARTHEST = 1e12
"""Seconds from the beginning of whatever clock that are still a moment."""

LONGEST = 300
"""Seconds after which a turn is taken to have ended in silence, when nobody follows."""

SAME = 10
"""Seconds within which a pick of whoever was just called is the same turn."""


class TrafficEvent(Struct, frozen=True):
    """One recorded event."""

    meeting: str
    at: float
    kind: str
    person: Person
    attributes: Mapping[str, str]


class Traffic(Struct, frozen=True):
    """What a file holds, and how many lines could not be read."""

    lines: tuple[TrafficEvent, ...]
    unread: int

    @property
    def summary(self) -> str:
        """What there is, in a few words."""
        hands = sum(line.kind == "join" for line in self.lines)
        return f"{len({line.meeting for line in self.lines})} meetings, {hands} hands"

    def scenarios(self, random: Random) -> list[Scenario]:
        """A scenario for each meeting; who has no attributes is given some, as if one group dominated."""
        by_meeting = groupby(sorted(self.lines, key=_meeting), key=_meeting)
        return [_scenario(sorted(lines, key=_at), random) for _, lines in by_meeting]


def read_traffic(text: Iterable[str]) -> Traffic:
    """Read lines of {"meeting", "t" (seconds), "event", "person"}, with attributes if there are any."""
    lines, unread = [], 0
    for each in text:
        if each.strip():
            line = _read(each)
            if line is None:
                unread += 1
            else:
                lines.append(line)
    return Traffic(tuple(lines), unread)


def _read(text: str) -> TrafficEvent | None:
    try:
        values = parse_json(text)
    except ValueError:
        return None
    if not isinstance(values, dict):
        return None
    match values:
        case {"event": str(kind), "person": int() | str() as person} if kind in KINDS:
            return _line(values, kind, person)
    return None


def _line(values: Mapping[str, Any], kind: str, person: Person) -> TrafficEvent | None:
    at, meeting = values.get("t"), values.get("meeting", "")
    if not isinstance(at, int | float) or isinstance(at, bool) or not abs(at) <= FARTHEST:
        return None
    if not isinstance(meeting, int | str):
        return None
    attributes = {name: value for name in DIMENSIONS if isinstance(value := values.get(name), str)}
    return TrafficEvent(str(meeting), at, kind, person, attributes)


def _meeting(line: TrafficEvent) -> str:
    return line.meeting


def _at(line: TrafficEvent) -> float:
    return line.at


def _scenario(lines: Sequence[TrafficEvent], random: Random) -> Scenario:
    lines = [
        line for before, line in pairwise((None, *lines)) if line is not None and not _same(before, line)
    ]
    people: dict[Person, Attributes] = {}
    for line in lines:
        known = people.get(line.person) or DOMINANT.person(random)
        named = zip(DIMENSIONS, known, strict=True)
        people[line.person] = tuple(line.attributes.get(name, value) for name, value in named)
    starts = [line.at for line in lines if line.kind in TURNS]
    lengths = (max(1, round(min(LONGEST, end - start))) for start, end in pairwise((*starts, math.inf)))
    return Scenario(people, tuple(_event(line, lengths) for line in lines))


def _same(before: TrafficEvent | None, line: TrafficEvent) -> bool:
    """Whether a pick only confirms the turn just given."""
    if before is None or line.kind != "pick" or before.kind not in TURNS:
        return False
    return before.person == line.person and line.at - before.at <= SAME


def _event(line: TrafficEvent, lengths: Iterator[int]) -> Event:
    if line.kind in TURNS:
        return Event(TURNS[line.kind], line.person, next(lengths))
    return Event("join" if line.kind == "join" else "withdraw", line.person)
