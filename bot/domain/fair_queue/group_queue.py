"""The people of one group, kept so that the best of them is found without looking at each.

They stand twice: in one line by join number; and in one of two trees, for those who have not spoken and those
who have, that branch by each later dimension. In a leaf all are alike: the first to come is the first to go.
"""

from collections import deque
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from bot.domain.fair_queue.ledger_builder import LedgerBuilder
from bot.domain.fair_queue.rule import Value
from bot.domain.fair_queue.values import Attributes, Person, Ticket


@dataclass(slots=True)
class Cell:
    """A branch of a tree, or a leaf with the tickets that are alike."""

    inner: dict[Value, "Cell"] = field(default_factory=dict)
    tickets: deque[Ticket] = field(default_factory=deque)

    def __bool__(self) -> bool:
        return bool(self.inner or self.tickets)


class GroupQueue:
    """One group's callable tickets; `queue` has the longest waiter first. Never ask an empty one."""

    def __init__(self, group: Value, queue: Sequence[Ticket], spoken: Container[Person]) -> None:
        self.group = group
        self.longest_waiter = queue[0]
        self._line = deque(queue)
        self._gone: set[int] = set()
        self._spoken = spoken
        self._first_time, self._repeat = Cell(), Cell()
        self._paths: dict[tuple[bool, Attributes], list[Cell]] = {}
        for ticket in queue:
            self._path(ticket)[-1].tickets.append(ticket)

    def __bool__(self) -> bool:
        return bool(self._first_time or self._repeat)

    @property
    def has_first_voice(self) -> bool:
        """Whether somebody of it has not spoken in this phase."""
        return bool(self._first_time)

    def best(self, builder: LedgerBuilder) -> Ticket:
        """The ticket with the least `person_key`: of each branch, all that tie for the least are followed."""
        cells = [self._first_time or self._repeat]
        for balance in builder.balances:
            counted = balance.counted
            least = min([counted[value] for cell in cells for value in cell.inner])
            cells = [
                inner for cell in cells for value, inner in cell.inner.items() if counted[value] == least
            ]
        return min([cell.tickets[0] for cell in cells], key=attrgetter("joined"))

    def remove(self, ticket: Ticket) -> None:
        """Take out a ticket that is the first of its leaf, and the branches that are bare without it."""
        self._gone.add(ticket.joined)
        if ticket is self.longest_waiter:
            self._move_up()
        path = self._path(ticket)
        path[-1].tickets.popleft()
        if not path[-1]:
            self._prune(path, ticket)

    def _move_up(self) -> None:
        """Find the longest waiter of those who are left, if any are."""
        while self._line and self._line[0].joined in self._gone:
            self._line.popleft()
        if self._line:
            self.longest_waiter = self._line[0]

    def _prune(self, path: list[Cell], ticket: Ticket) -> None:
        for parent, cell, value in reversed(list(zip(path, path[1:], ticket.attributes[1:], strict=False))):
            if not cell:
                del parent.inner[value]

    def _path(self, ticket: Ticket) -> list[Cell]:
        """The cells from the root to the ticket's leaf, grown where they are missing."""
        spoken = ticket.person in self._spoken
        path = self._paths.get((spoken, ticket.attributes))
        if path is None:
            path = self._paths[spoken, ticket.attributes] = [self._repeat if spoken else self._first_time]
            for value in ticket.attributes[1:]:
                path.append(path[-1].inner.setdefault(value, Cell()))
        return path
