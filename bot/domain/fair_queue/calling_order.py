"""The order in which people would be called, worked out as far as somebody asks, and from where it changed.

The lemma that it rests on: of those who are alike (same values, both or neither spoken) the first to come is
called first. So a ticket makes no difference to any call until all like it that came earlier are called.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from bot.domain.fair_queue.group_queue import GroupQueue
from bot.domain.fair_queue.ledger import Ledger
from bot.domain.fair_queue.ledger_builder import GroupKey, LedgerBuilder
from bot.domain.fair_queue.rule import Rule
from bot.domain.fair_queue.selection import by_group
from bot.domain.fair_queue.values import Call, Ticket, Turn

Entry = tuple[GroupKey, int, GroupQueue]
"""A lane on the heap; the number tells lanes apart and is never reached while join numbers are unique."""

CALLS_APART = 64
"""After so many calls the accounts are copied, to go on from there when something changes behind them."""


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
            builder.enter(_turn(on_deck.ticket, on_deck.front, on_deck.forced))
        self._decided = len(first)
        self._go_on_from(first, {len(first): builder}, callable_beside(on_deck, waiting))

    def _go_on_from(
        self, called: list[Ticket], accounts: dict[int, LedgerBuilder], waiting: Mapping[int, Ticket]
    ) -> None:
        """`accounts` are those before the numbered calls; the last of them are the ones to go on with."""
        self._called, self._accounts, self._waiting = called, accounts, waiting
        self._places = {ticket.joined: number for number, ticket in enumerate(called)}
        self._builder = accounts[len(called)].copy()
        left = [ticket for number, ticket in waiting.items() if number not in self._places]
        self._heap = _heap(self._builder, left)

    @property
    def known(self) -> int:
        """How many calls have been worked out."""
        return len(self._called)

    def first(self, count: int) -> Sequence[Ticket]:
        """So many who come first, or all if there are fewer."""
        while len(self._called) < count and self._heap:
            self._call()
        return self._called[:count]

    def all(self) -> Sequence[Ticket]:
        """Everybody who can be called."""
        return self.first(self._decided + len(self._waiting))

    def place(self, joined: int) -> int | None:
        """How many are called before the ticket with this join number; None if it cannot be called."""
        while joined not in self._places and self._heap:
            self._call()
        return self._places.get(joined)

    def changed(self, gone: Collection[Ticket], come: Collection[Ticket]) -> "CallingOrder":
        """The order without some tickets and with others, on the same accounts."""
        untouched = min(map(self._untouched, (*gone, *come)), default=len(self._called))
        begin = max(number for number in self._accounts if number <= untouched)
        numbers = {ticket.joined for ticket in gone}
        waiting = {number: ticket for number, ticket in self._waiting.items() if number not in numbers}
        waiting.update({ticket.joined: ticket for ticket in come})
        after = object.__new__(CallingOrder)
        after._decided = self._decided
        accounts = {number: kept for number, kept in self._accounts.items() if number <= begin}
        after._go_on_from(self._called[:begin], accounts, waiting)
        return after

    def _untouched(self, ticket: Ticket) -> int:
        """How many calls are the same whether the ticket is there or not: those by the lemma."""
        said = self._builder.said
        spoke = ticket.person in said
        before = [
            number
            for number, other in self._waiting.items()
            if number < ticket.joined
            and other.attributes == ticket.attributes
            and (other.person in said) == spoke
        ]
        if not before:
            return self._decided
        place = self._places.get(max(before))
        return len(self._called) if place is None else place + 1

    def _call(self) -> None:
        queue, forced = _take(self._builder, self._heap)
        front = queue.longest_waiter
        owed = self._builder.owes_longest_waiter(queue.group)
        ticket = front if owed else queue.best(self._builder)
        self._places[ticket.joined] = len(self._called)
        self._called.append(ticket)
        self._builder.enter(_turn(ticket, ticket is front, forced))
        queue.remove(ticket)
        if queue:
            heappush(self._heap, _entry(self._builder, queue, len(self._called)))
        if len(self._called) % CALLS_APART == 0:
            self._accounts[len(self._called)] = self._builder.copy()


def order(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket], on_deck: Call | None = None) -> list[Ticket]:
    """All callable tickets, as they would be called one after the other."""
    return list(CallingOrder(rule, ledger, waiting, on_deck).all())


def callable_beside(on_deck: Call | None, waiting: Iterable[Ticket]) -> Mapping[int, Ticket]:
    """By join number those who are still to be decided about: not held, and not on deck."""
    decided = None if on_deck is None else on_deck.ticket.person
    return {each.joined: each for each in waiting if not each.held and each.person != decided}


def _turn(ticket: Ticket, front: bool, forced: bool) -> Turn:
    return Turn(ticket.person, ticket.attributes, "rule", front, forced)


def _heap(builder: LedgerBuilder, waiting: Iterable[Ticket]) -> list[Entry]:
    queues = (GroupQueue(group, queue, builder.said) for group, queue in by_group(waiting).items())
    heap = [_entry(builder, queue, -number) for number, queue in enumerate(queues)]
    heapify(heap)
    return heap


def _entry(builder: LedgerBuilder, queue: GroupQueue, number: int) -> Entry:
    return builder.key(queue.group, queue.longest_waiter.joined), number, queue


def _take(builder: LedgerBuilder, heap: list[Entry]) -> tuple[GroupQueue, bool]:
    """Take out the lane that is called, and say whether another one came first but has to rest.

    The entries stay true until their own lane's turn: the clock never moves beyond the least key. What comes
    before the one that rests is called; all the others are no further behind.
    """
    first = heappop(heap)
    if not builder.must_rest(first[2].group):
        return first[2], False
    passed = [first]
    while heap and builder.rule.rest == "soft" and not heap[0][2].has_first_voice:
        passed.append(heappop(heap))
    called = heappop(heap) if heap else passed.pop(0)
    for entry in passed:
        heappush(heap, entry)
    return called[2], called is not first
