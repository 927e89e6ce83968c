"""The order in which people would be called, worked out as far as somebody asks, and from where it changed.

The lemma that it rests on: of those who are alike (same values, both or neither spoken) the first to come is
called first. So a ticket makes no difference to any call until all like it that came earlier are called.
And where turns were given as an order has them, what follows them in it is the order now.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from typing import Final

from bot.domain.changing import replace
from bot.domain.fair_queue.ledger import Ledger
from bot.domain.fair_queue.ledger_builder import Found, LedgerBuilder
from bot.domain.fair_queue.ordering.course import Course, Lanes
from bot.domain.fair_queue.ordering.group_queue import Alike
from bot.domain.fair_queue.rule import Rule
from bot.domain.fair_queue.values import Call, Person, Ticket

CALLS_APART = 32
"""After so many calls it is noted how things stand, to go on from there when something changes.

More notes make all positions dearer, fewer of them each change."""
TURNS_FOLLOWED = 16
"""So many turns are gone through to see whether they came as foreseen; after more, all is ordered anew."""

_JOINED: Final = attrgetter("joined")


class CallingOrder:
    """The callable tickets as they would be called if nobody came or went and each turn took one slot.

    Who is on deck was decided before, by what was found then, and comes first.
    """

    def __init__(
        self, rule: Rule, ledger: Ledger, waiting: Iterable[Ticket], on_deck: Call | None = None
    ) -> None:
        first = [] if on_deck is None else [on_deck.ticket]
        found = [] if on_deck is None else [(on_deck.front, on_deck.forced)]
        self._rule, self._ledger, self._decided = rule, ledger, len(first)
        noted = {len(first): _charged(rule, ledger, first, found).close(ledger.said)}
        lanes = _lanes(ledger.said, callable_beside(on_deck, waiting).values())
        self._go_on_from(first, found, _placed(first), noted, lanes)

    def _go_on_from(
        self,
        called: list[Ticket],
        found: list[Found],
        places: dict[int, int],
        noted: dict[int, Ledger],
        lanes: Lanes,
    ) -> None:
        """`noted` are the accounts before the numbered calls; the last of them is what to go on from.

        Who has spoken is not read from them, where it may be out of date, but from the order's own accounts.
        """
        self._called, self._found, self._places = called, found, places
        self._noted, self._lanes = noted, lanes
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
        self._note()
        untouched = min(map(self._untouched, (*gone, *come)), default=self.known)
        begin = max(number for number in self._noted if number <= untouched)
        places = self._places.copy()
        for ticket in self._called[begin:]:
            del places[ticket.joined]
        after = object.__new__(CallingOrder)
        after._rule, after._ledger, after._decided = self._rule, self._ledger, self._decided
        noted = {number: self._noted[number] for number in _apart(self._noted, begin)}
        lanes = _exchanged(self._ledger.said, self._lanes, gone, come)
        after._go_on_from(self._called[:begin], self._found[:begin], places, noted, lanes)
        return after

    def after_turns(
        self, ledger: Ledger, on_deck: Call | None
    ) -> "tuple[CallingOrder, Sequence[Ticket]] | None":
        """The order on other accounts, and those called here who have had their turns by then.

        None where it has not come as foreseen: somebody else spoke, or is on deck, or by other findings.
        """
        had = ledger.turns - self._ledger.turns
        begin = had if on_deck is None else had + 1
        if not (0 <= had <= TURNS_FOLLOWED and self._decided <= begin <= self.known):
            return None
        if on_deck is not None and not self._has_at(had, on_deck):
            return None
        called = self._called[:had]
        accounts = _charged(self._rule, self._ledger, called, self._found[:had])
        if accounts.close(_spoken(self._ledger.said, called)) != ledger:
            return None
        return self._followed(had, begin - had, ledger), called

    def _has_at(self, number: int, call: Call) -> bool:
        return self._called[number] == call.ticket and self._found[number] == (call.front, call.forced)

    def _followed(self, had: int, decided: int, ledger: Ledger) -> "CallingOrder":
        """What comes after so many turns, of which the next ones are decided then."""
        self._note()
        called, found, begin = self._called[had:], self._found[had:], had + decided
        first = _charged(self._rule, ledger, called[:decided], found[:decided]).close(ledger.said)
        later = {number - had: noted for number, noted in self._noted.items() if number > begin}
        lanes = _exchanged(self._ledger.said, self._lanes, self._called[self._decided : begin], ())
        after = object.__new__(CallingOrder)
        after._rule, after._ledger, after._decided = self._rule, ledger, decided
        after._go_on_from(called, found, _placed(called), {decided: first, **later}, lanes)
        return after

    def _note(self) -> None:
        """Where it stands, for an order that goes on from here."""
        if self._course is not None:
            self._noted[self.known] = self._course.accounts()

    def _untouched(self, ticket: Ticket) -> int:
        """How many calls are the same whether the ticket is there or not: those by the lemma."""
        lane = self._lanes.get(_alike(self._ledger.said, ticket), ())
        before = bisect_left(lane, ticket.joined, key=_JOINED)
        if not before:
            return self._decided
        place = self._places.get(lane[before - 1].joined)
        return self.known if place is None else place + 1

    def _calls(self) -> Iterator[Ticket]:
        """One more call after the other, worked out when it is asked for."""
        if self._course is None:
            accounts = replace(self._noted[self.known], said=self._ledger.said)
            self._course = Course(self._rule, accounts, self._lanes, self._places)
        course, called, places = self._course, self._called, self._places
        for ticket in course.calls(self._found):
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


def _charged(rule: Rule, ledger: Ledger, called: Sequence[Ticket], found: Sequence[Found]) -> LedgerBuilder:
    """The accounts after these have had their turns, by what the rule found for each."""
    builder = LedgerBuilder(rule, ledger)
    for ticket, of_it in zip(called, found, strict=True):
        builder.enter(ticket.person, ticket.attributes, of_it)
    return builder


def _spoken(said: Mapping[Person, int], called: Sequence[Ticket]) -> Mapping[Person, int]:
    return {**said, **{ticket.person: said.get(ticket.person, 0) + 1 for ticket in called}}


def _placed(called: Sequence[Ticket]) -> dict[int, int]:
    return {ticket.joined: place for place, ticket in enumerate(called)}


def _apart(noted: Iterable[int], end: int) -> Iterator[int]:
    """The numbers up to the last one without those that stand close: the first, the last and some between."""
    last: int | None = None
    for number in sorted(noted):
        if number == end or (number < end and (last is None or number - last >= CALLS_APART)):
            last = number
            yield number


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
