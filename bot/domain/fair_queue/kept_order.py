"""What was worked out last for a queue, so that the next question only costs what has changed since.

It never changes an answer: whatever is asked, it is compared with what was asked before.
"""

from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import TypeVar

from bot.domain.fair_queue.calling_order import CallingOrder, callable_beside
from bot.domain.fair_queue.ledger import Ledger
from bot.domain.fair_queue.rule import Rule
from bot.domain.fair_queue.values import Call, Ticket

Answer = TypeVar("Answer")
Basis = tuple[Rule, Ledger, Call | None]
"""What is the same for all tickets: while it stays, only those that came or went make a difference."""


class KeptOrder:
    """One for a queue through all its states, also where several threads ask."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._basis: Basis | None = None
        self._waiting: Mapping[int, Ticket] = {}
        self._order: CallingOrder | None = None
        self._made: dict[int, tuple[object, Ticket]] = {}

    def ticket(self, number: int, source: object, make: Callable[[], Ticket]) -> Ticket:
        """The ticket that is made of this source, made once."""
        known = self._made.get(number)
        ticket = make() if known is None or known[0] != source else known[1]
        # The same source is found the same at a glance next time; one that is only equal is not.
        self._made[number] = source, ticket
        return ticket

    def ask(
        self, basis: Basis, waiting: Iterable[Ticket], question: Callable[[CallingOrder], Answer]
    ) -> Answer:
        """What the order of these tickets says; the question must not hold on to it."""
        there = callable_beside(basis[2], waiting)
        with self._lock:
            self._order = order = self._up_to_date(basis, there)
            self._basis, self._waiting = basis, there
            return question(order)

    def _up_to_date(self, basis: Basis, there: Mapping[int, Ticket]) -> CallingOrder:
        before = self._waiting
        if self._order is None or basis != self._basis:
            return CallingOrder(basis[0], basis[1], there.values(), basis[2])
        gone = [ticket for number, ticket in before.items() if there.get(number) != ticket]
        come = [ticket for number, ticket in there.items() if before.get(number) != ticket]
        return self._order.changed(gone, come) if gone or come else self._order
