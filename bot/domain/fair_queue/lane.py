"""The people of one group, kept so that the best of them is found without looking at each.

They stand twice: in one line by join number; and in one of two trees, for those who have not spoken and those
who have, that branch by each later dimension. In a leaf all are alike: the first to come is the first to go.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.fair_queue.ledger import Balance, Ledger, score
from bot.domain.fair_queue.rule import Rule, Value
from bot.domain.fair_queue.values import Person, Ticket


@dataclass(slots=True)
class Cell:
    """A branch of a tree, or a leaf with the tickets that are alike."""

    inner: dict[Value, "Cell"] = field(default_factory=dict)
    tickets: deque[Ticket] = field(default_factory=deque)

    def __bool__(self) -> bool:
        return bool(self.inner or self.tickets)


class Lane:
    """One group's callable tickets; `queue` has the longest waiter first. Never ask an empty one."""

    def __init__(self, group: Value, queue: Sequence[Ticket], spoken: frozenset[Person]) -> None:
        self.group = group
        self._line = deque(queue)
        self._gone: set[int] = set()
        self._spoken = spoken
        self._first_time, self._repeat = Cell(), Cell()
        for ticket in queue:
            self._path(ticket)[-1].tickets.append(ticket)

    def __bool__(self) -> bool:
        return bool(self._first_time or self._repeat)

    @property
    def longest_waiter(self) -> Ticket:
        """Whoever joined first of those who are still here."""
        while self._line[0].joined in self._gone:
            self._gone.discard(self._line.popleft().joined)
        return self._line[0]

    def best(self, rule: Rule, ledger: Ledger) -> Ticket:
        """The ticket with the least `person_key`: of each branch, all that tie for the least are followed."""
        cells = [self._first_time or self._repeat]
        for name in rule.dims[1:]:
            balance = ledger.balances.get(name, Balance())
            scored = [
                (score(rule, balance, value, ledger.turns), inner)
                for cell in cells
                for value, inner in cell.inner.items()
            ]
            least = min([key for key, _ in scored])
            cells = [inner for key, inner in scored if key == least]
        return min([cell.tickets[0] for cell in cells], key=lambda ticket: ticket.joined)

    def remove(self, ticket: Ticket) -> None:
        """Take out a ticket that is the first of its leaf, and the branches that are bare without it."""
        self._gone.add(ticket.joined)
        path = self._path(ticket)
        path[-1].tickets.popleft()
        for parent, cell, value in reversed(list(zip(path, path[1:], ticket.attributes[1:], strict=False))):
            if not cell:
                del parent.inner[value]

    def _path(self, ticket: Ticket) -> list[Cell]:
        """The cells from the root to the ticket's leaf, grown where they are missing."""
        path = [self._repeat if ticket.person in self._spoken else self._first_time]
        for value in ticket.attributes[1:]:
            path.append(path[-1].inner.setdefault(value, Cell()))
        return path
