"""The people of one group, kept so that the best of them is found without looking at each.

They stand in lanes, in which all are alike: the first to come is the first to go. The lanes are the leaves
of two trees, for those who have not spoken and those who have, that branch by each later dimension.
"""

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heapreplace
from operator import attrgetter

from msgspec import Struct, field

from bot.domain.fair_queue.dimension_balance import DimensionBalance
from bot.domain.fair_queue.ledger_builder import LedgerBuilder
from bot.domain.fair_queue.rule import Value
from bot.domain.fair_queue.values import Attributes, Ticket

Alike = tuple[bool, Attributes]
"""By what the rule tells people apart, but for when they came: whether they have spoken, and their values."""


class Lane(Struct):
    """Tickets that are alike, by their join numbers, of which the first so many are gone."""

    alike: Alike
    tickets: Sequence[Ticket]
    gone: int

    @property
    def first(self) -> Ticket:
        """Of those who are left."""
        return self.tickets[self.gone]

    def __bool__(self) -> bool:
        return self.gone < len(self.tickets)


class Cell(Struct):
    """A branch of a tree, or a leaf with its one lane."""

    inner: dict[Value, "Cell"] = field(default_factory=dict)
    lanes: list[Lane] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.inner or self.lanes)


class GroupQueue:
    """One group's callable tickets, in lanes of which none is empty. Never ask an empty one."""

    def __init__(self, group: Value, lanes: Iterable[Lane]) -> None:
        self.group = group
        self._first_time, self._repeat = Cell(), Cell()
        self._paths: dict[Alike, list[Cell]] = {}
        self._heads: list[tuple[int, Lane]] = []
        for lane in lanes:
            self._paths[lane.alike] = path = self._path(lane.alike)
            path[-1].lanes.append(lane)
            self._heads.append((lane.first.joined, lane))
        heapify(self._heads)
        self.longest_waiter = self._heads[0][1].first

    def __bool__(self) -> bool:
        return bool(self._heads)

    @property
    def has_first_voice(self) -> bool:
        """Whether somebody of it has not spoken in this phase."""
        return bool(self._first_time)

    def best(self, builder: LedgerBuilder) -> Lane:
        """The lane of the least `person_key`: of each branch, the one whose value was heard least."""
        cell = self._first_time or self._repeat
        for depth, balance in enumerate(builder.balances):
            counted = balance.counted
            value = min(cell.inner, key=counted.__getitem__)
            if counted[value].last < 0:  # never heard, and only such values can tie
                return _best_of_tied([cell], builder.balances[depth:])
            cell = cell.inner[value]
        return cell.lanes[0]

    @property
    def longest_lane(self) -> Lane:
        """The one in which the longest waiter stands."""
        return self._heads[0][1]

    def call(self, lane: Lane) -> Ticket:
        """Take out the first of a lane, and the branches that are bare without it."""
        ticket = lane.tickets[lane.gone]
        lane.gone += 1
        if lane.gone == len(lane.tickets):
            self._prune(*lane.alike)
        if ticket is self.longest_waiter:
            self._move_up()
        return ticket

    def _move_up(self) -> None:
        """Find the longest waiter of those who are left; a lane from which others went stands too early."""
        heads = self._heads
        while heads:
            joined, lane = heads[0]
            if not lane:
                heappop(heads)
            elif lane.first.joined != joined:
                heapreplace(heads, (lane.first.joined, lane))
            else:
                self.longest_waiter = lane.first
                return

    def _prune(self, spoken: bool, attributes: Attributes) -> None:
        path = self._paths[spoken, attributes]
        path[-1].lanes.clear()
        for parent, cell, value in reversed(list(zip(path, path[1:], attributes[1:], strict=False))):
            if not cell:
                del parent.inner[value]

    def _path(self, alike: Alike) -> list[Cell]:
        """The cells from the root to the leaf, grown where they are missing."""
        spoken, attributes = alike
        path = [self._repeat if spoken else self._first_time]
        for value in attributes[1:]:
            path.append(path[-1].inner.setdefault(value, Cell()))
        return path


def _best_of_tied(cells: Iterable[Cell], balances: Iterable[DimensionBalance]) -> Lane:
    """The same where values may tie: all branches of the least are followed."""
    for balance in balances:
        counted = balance.counted
        least = min([counted[value] for cell in cells for value in cell.inner])
        cells = [inner for cell in cells for value, inner in cell.inner.items() if counted[value] == least]
    return min((cell.lanes[0] for cell in cells), key=attrgetter("first.joined"))
