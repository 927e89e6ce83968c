"""What was worked out last for a queue, so that the next question only costs what has changed since.

It never changes an answer: whatever is asked, it is compared with what was asked before.
"""

from collections.abc import Callable, Sequence
from itertools import compress, count
from operator import is_not, ne
from threading import Lock
from typing import TypeVar

from bot.domain.fair_queue.ledger import Ledger
from bot.domain.fair_queue.ordering.calling_order import CallingOrder, callable_beside
from bot.domain.fair_queue.rule import Rule
from bot.domain.fair_queue.values import Call, Ticket

Answer = TypeVar("Answer")
Source = TypeVar("Source")
Basis = tuple[Rule, Ledger, Call | None]
"""What is the same for all tickets: while it stays, only those that came or went make a difference."""


class KeptOrder:
    """One for a queue through all its states, also where several threads ask."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._basis: Basis | None = None
        self._waiting: Sequence[Ticket] = ()
        self._order: CallingOrder | None = None
        self._made: tuple[object, Sequence[object], tuple[Ticket, ...]] = None, (), ()

    def tickets(
        self, basis: object, sources: Sequence[Source], make: Callable[[Source], Ticket]
    ) -> tuple[Ticket, ...]:
        """The tickets that are made of these sources, and of what is the same for all; each made once."""
        known, before, made = self._made
        if known != basis:
            before = made = ()
        old, new = _unlike(before, sources)
        tickets = (*made[: old.start], *map(make, sources[new]), *made[old.stop :])
        # The same sources are found the same at a glance next time; those that are only equal are not.
        self._made = basis, sources, tickets
        return tickets

    def ask(
        self, basis: Basis, waiting: Sequence[Ticket], question: Callable[[CallingOrder], Answer]
    ) -> Answer:
        """What the order of these tickets says; the question must not hold on to it."""
        with self._lock:
            self._order = order = self._up_to_date(basis, waiting)
            self._basis, self._waiting = basis, waiting
            return question(order)

    def _up_to_date(self, basis: Basis, waiting: Sequence[Ticket]) -> CallingOrder:
        rule, ledger, on_deck = basis
        if self._order is None or basis != self._basis:
            return CallingOrder(rule, ledger, waiting, on_deck)
        old, new = _unlike(self._waiting, waiting)
        before = callable_beside(on_deck, self._waiting[old])
        there = callable_beside(on_deck, waiting[new])
        gone = [ticket for number, ticket in before.items() if there.get(number) != ticket]
        come = [ticket for number, ticket in there.items() if before.get(number) != ticket]
        return self._order.changed(gone, come) if gone or come else self._order


def _unlike(before: Sequence[object], now: Sequence[object]) -> tuple[slice, slice]:
    """What is left of each without the beginning and the end that they share."""
    # Most are the very same, which is seen at a glance; of what is left, some may still be equal.
    old, new = _parted(before, now, is_not)
    closer_old, closer_new = _parted(before[old], now[new], ne)
    return _within(old, closer_old), _within(new, closer_new)


def _within(outer: slice, inner: slice) -> slice:
    return slice(outer.start + inner.start, outer.start + inner.stop)


def _parted(
    before: Sequence[object], now: Sequence[object], differ: Callable[[object, object], bool]
) -> tuple[slice, slice]:
    most = min(len(before), len(now))
    same = next(compress(count(), map(differ, before, now)), most)
    left = most - same
    end = next(compress(count(), map(differ, before[: -left - 1 : -1], now[: -left - 1 : -1])), left)
    return slice(same, len(before) - end), slice(same, len(now) - end)
