"""The order in which people would be called, worked out as far as somebody asks, and from where it changed.

The lemma that it rests on: of those who are alike (same values, both or neither spoken) the first to come is
called first. So a ticket makes no difference to any call until all like it that came earlier are called.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from typing import Final

from bot.domain.fair_queue.ledger import Ledger
from bot.domain.fair_queue.ledger_builder import LedgerBuilder
from bot.domain.fair_queue.ordering.course import Course, Lanes
from bot.domain.fair_queue.ordering.group_queue import Alike
from bot.domain.fair_queue.rule import Rule
from bot.domain.fair_queue.values import Call, Person, Ticket

CALLS_APART = 64
"""After so many calls it is noted how things stand, to go on from there when something changes."""

_JOINED: Final = attrgetter("joined")


class CallingOrder:
    """The callable tickets as they would be called if nobody came or went and each turn took one slot.

    Who is on deck was decided before, by what was found then, and comes first.
    """

    def __init__(
        self, rule: Rule, ledger: Ledger, waiting: Iterable[Ticket], on_deck: Call | None = None
    ) -> None:
        builder, first = LedgerBuilder(rule, ledger), []
        if on_deck is not None:
            first = [on_deck.ticket]
            ticket = on_deck.ticket
            builder.enter(ticket.person, ticket.attributes, (on_deck.front, on_deck.forced))
        self._rule, self._said, self._decided = rule, ledger.said, len(first)
        places = {ticket.joined: place for place, ticket in enumerate(first)}
        lanes = _lanes(self._said, callable_beside(on_deck, waiting).values())
        self._go_on_from(first, places, {len(first): builder.close(ledger.said)}, lanes)

    def _go_on_from(
        self, called: list[Ticket], places: dict[int, int], noted: dict[int, Ledger], lanes: Lanes
    ) -> None:
        """`noted` are the accounts before the numbered calls; the last of them is what to go on from."""
        self._called, self._places, self._noted, self._lanes = called, places, noted, lanes
        self._course: Course | None = None

    @property
    def known(self) -> int:
        """How many calls have been worked out."""
        return len(self._called)

    def first(self, count: int) -> Sequence[Ticket]:
        """So many who come first, or all if there are fewer."""
        for _ in islice(self._calls(), max(0, count - self.known)):
            pass
        return self._called[:count]

    def all(self) -> Sequence[Ticket]:
        """Everybody who can be called."""
        return self.first(self._decided + sum(map(len, self._lanes.values())))

    def place(self, joined: int) -> int | None:
        """How many are called before the ticket with this join number; None if it cannot be called."""
        calls = self._calls()
        while joined not in self._places and next(calls, None):
            pass
        return self._places.get(joined)

    def changed(self, gone: Collection[Ticket], come: Collection[Ticket]) -> "CallingOrder":
        """The order without some tickets and with others, on the same accounts."""
        if self._course is not None:
            self._noted[self.known] = self._course.accounts()
        untouched = min(map(self._untouched, (*gone, *come)), default=self.known)
        begin = max(number for number in self._noted if number <= untouched)
        kept = {self._decided, *range(0, begin, CALLS_APART), begin} & self._noted.keys()
        places = self._places.copy()
        for ticket in self._called[begin:]:
            del places[ticket.joined]
        after = object.__new__(CallingOrder)
        after._rule, after._said, after._decided = self._rule, self._said, self._decided
        noted = {number: self._noted[number] for number in kept}
        lanes = _exchanged(self._said, self._lanes, gone, come)
        after._go_on_from(self._called[:begin], places, noted, lanes)
        return after

    def _untouched(self, ticket: Ticket) -> int:
        """How many calls are the same whether the ticket is there or not: those by the lemma."""
        lane = self._lanes.get(_alike(self._said, ticket), ())
        before = bisect_left(lane, ticket.joined, key=_JOINED)
        if not before:
            return self._decided
        place = self._places.get(lane[before - 1].joined)
        return self.known if place is None else place + 1

    def _calls(self) -> Iterator[Ticket]:
        """One more call after the other, worked out when it is asked for."""
        if self._course is None:
            self._course = Course(self._rule, self._noted[self.known], self._lanes, self._places)
        course, called, places = self._course, self._called, self._places
        for ticket in course.calls():
            places[ticket.joined] = len(called)
            called.append(ticket)
            if len(called) % CALLS_APART == 0:
                self._noted[len(called)] = course.accounts()
            yield ticket


def order(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket], on_deck: Call | None = None) -> list[Ticket]:
    """All callable tickets, as they would be called one after the other."""
    return list(CallingOrder(rule, ledger, waiting, on_deck).all())


def callable_beside(on_deck: Call | None, waiting: Iterable[Ticket]) -> Mapping[int, Ticket]:
    """By join number those who are still to be decided about: not held, and not on deck."""
    decided = None if on_deck is None else on_deck.ticket.person
    return {each.joined: each for each in waiting if not each.held and each.person != decided}


def _alike(said: Container[Person], ticket: Ticket) -> Alike:
    return ticket.person in said, ticket.attributes


def _lanes(said: Container[Person], waiting: Iterable[Ticket]) -> Lanes:
    lanes = defaultdict[Alike, list[Ticket]](list)
    for ticket in sorted(waiting, key=_JOINED):
        lanes[ticket.person in said, ticket.attributes].append(ticket)  # `_alike`, for hundreds at once
    return {alike: tuple(lane) for alike, lane in lanes.items()}


def _exchanged(
    said: Container[Person], lanes: Lanes, gone: Iterable[Ticket], come: Iterable[Ticket]
) -> Lanes:
    changed = dict(lanes)
    for ticket in gone:
        alike = _alike(said, ticket)
        lane = changed[alike]
        at = bisect_left(lane, ticket.joined, key=_JOINED)
        changed[alike] = lane[:at] + lane[at + 1 :]
    for ticket in come:
        alike = _alike(said, ticket)
        lane = changed.get(alike, ())
        at = bisect_left(lane, ticket.joined, key=_JOINED)
        changed[alike] = (*lane[:at], ticket, *lane[at:])
    return changed
