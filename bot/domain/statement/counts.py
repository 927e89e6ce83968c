"""How many signed, by constituency, so that nobody can be counted out of it.

A constituency of fewer than three is told together with all such, and with the smallest others: by
themselves they could be too few, or as many as they can be. So no number follows from a total.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from bot.domain.group.constituencies import counted
from bot.domain.meeting.balance import FEW
from bot.domain.meeting.state import Meeting

Values = tuple[str | None, ...]


class Counts(Struct, frozen=True):
    """A value of None is "not stated"."""

    total: int = 0
    earlier: int = 0
    """Who signed an earlier version alone; they are not among the others."""
    alone: tuple[tuple[str | None, int], ...] = ()
    """Those that are told by themselves."""
    together: Values = ()
    """Those that are told together; none where even all of them are too few."""
    count: int = 0
    """How many those are."""


def counts_of(group: Meeting, people: Iterable[int], earlier: int) -> Counts:
    """Of people of the group."""
    of = dict(counted(group, [group.participants[each] for each in people]))
    dimension = group.plan.dimensions[0]
    values = (*(choice.code for choice in dimension.choices if not choice.undisclosed), None)
    return told({value: of.get(value, 0) for value in values}, earlier)


def told(numbers: Mapping[str | None, int], earlier: int = 0) -> Counts:
    """What may be told of these numbers; values that nobody is of are among those told together."""
    total = sum(numbers.values())
    enough = [count for count in numbers.values() if count >= FEW]
    hidden = min(enough, default=0) if any(0 < count < FEW for count in numbers.values()) else 0
    alone = [value for value, count in numbers.items() if count >= FEW and count > hidden]
    left = total - sum(numbers[value] for value in alone)
    together = tuple(value for value in numbers if value not in alone) if left >= FEW else ()
    kept = tuple((value, count) for value, count in numbers.items() if value in alone)
    return Counts(total, earlier, kept, together, left if together else 0)


def written(counts: Counts) -> str:
    """As it is kept."""
    return json.dumps([counts.total, counts.earlier, counts.alone, counts.together, counts.count])


def read(text: str) -> Counts:
    """What was kept."""
    if not text:
        return Counts()
    total, earlier, alone, together, count = json.loads(text)
    return Counts(total, earlier, _pairs(alone), tuple(together), count)


def _pairs(kept: Sequence[tuple[str | None, int]]) -> tuple[tuple[str | None, int], ...]:
    return tuple((value, count) for value, count in kept)
