"""What was worked out last for a queue, so that the next question only costs what has changed since.

It never changes an answer: whatever is asked, it is compared with what was asked before.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import compress, count
from operator import attrgetter, is_not, ne
from threading import Lock
from typing import Final, Protocol, TypeVar

from bot.domain.fair_queue.ledger import Ledger
from bot.domain.fair_queue.ordering.calling_order import CallingOrder, callable_beside
from bot.domain.fair_queue.rule import Rule
from bot.domain.fair_queue.values import Call, Ticket

_PERSON: Final = attrgetter("person")


class Waits(Protocol):
    """Whatever a ticket is made of."""

    @property
    def person(self) -> int:
        """Who waits, by number."""
        ...


Answer = TypeVar("Answer")
Source = TypeVar("Source", bound=Waits)
Made = tuple[object, Sequence[object], Mapping[int, object], tuple[Ticket, ...]]
"""What is common to all tickets, the two that each was made of, and the tickets."""
Basis = tuple[Rule, Ledger, Call | None]
"""What is the same for all tickets: while it stays, only those that came or went make a difference."""


class KeptOrder:
    """One for a queue through all its states, also where several threads ask: no part of what they say."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._basis: Basis | None = None
        self._waiting: Sequence[Ticket] = ()
        self._order: CallingOrder | None = None
        self._made: Made = None, (), {}, ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeptOrder)

    def __hash__(self) -> int:
        return 0

    def tickets(
        self,
        basis: object,
        waiting: Sequence[Source],
        people: Mapping[int, object],
        make: Callable[[Source], Ticket],
    ) -> tuple[Ticket, ...]:
        """The tickets of those who wait, of which those are made that changed, and what is between them.

        They are made of how somebody waits, of the person, and of `basis`.
        """
        # Without the lock: one look and one change of a value that fits together in itself.
        known, waited, were, made = self._made
        if known != basis:
            waited = made = ()
        old, new = _unlike(waited, waiting)
        ends = [*_changed(were, people, waiting)]
        if old.start < old.stop or new.start < new.stop:
            ends += new.start, new.stop
        begin, end = min(ends, default=0), max(ends, default=0)
        tickets = (*made[:begin], *map(make, waiting[begin:end]), *made[old.stop + end - new.stop :])
        # What is the same is found at a glance next time; what is only equal is not.
        self._made = basis, waiting, people, tickets
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
        known = self._known(basis)
        if known is None:
            return CallingOrder(rule, ledger, waiting, on_deck)
        order, waited = known
        old, new = _unlike(waited, waiting)
        before = callable_beside(on_deck, waited[old])
        there = callable_beside(on_deck, waiting[new])
        gone, come = _missing(before, there), _missing(there, before)
        return order.changed(gone, come) if gone or come else order

    def _known(self, basis: Basis) -> tuple[CallingOrder, Sequence[Ticket]] | None:
        """On this basis the order of those who waited before, but for those who have had their turn since."""
        rule, ledger, on_deck = basis
        if self._order is None or self._basis is None or rule != self._basis[0]:
            return None
        if basis == self._basis:
            return self._order, self._waiting
        after = self._order.after_turns(ledger, on_deck)
        if after is None:
            return None
        order, called = after
        gone = {ticket.joined for ticket in called}
        return order, tuple(ticket for ticket in self._waiting if ticket.joined not in gone)


def _missing(tickets: Mapping[int, Ticket], other: Mapping[int, Ticket]) -> Sequence[Ticket]:
    """Those that are not there, or otherwise; most are the very same, which is seen at a glance."""
    beside = zip(tickets.values(), map(other.get, tickets), strict=True)
    return [ticket for ticket, there in beside if ticket is not there and ticket != there]


def _changed(
    were: Mapping[int, object], people: Mapping[int, object], waiting: Sequence[Waits]
) -> Sequence[int]:
    """From which place to which those stand whose person is not the very same any more; nothing if none."""
    if people is were:
        return ()
    changed = set(compress(people, map(is_not, people.values(), map(were.get, people))))
    places = tuple(compress(count(), map(changed.__contains__, map(_PERSON, waiting))))
    return (places[0], places[-1] + 1) if places else ()


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
