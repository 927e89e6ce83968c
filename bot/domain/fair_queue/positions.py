"""All positions at once, as calling one after the other gives them, without looking at all each time."""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from bot.domain.fair_queue.group_queue import GroupQueue
from bot.domain.fair_queue.ledger import Ledger
from bot.domain.fair_queue.ledger_builder import GroupKey, LedgerBuilder
from bot.domain.fair_queue.rule import Rule
from bot.domain.fair_queue.selection import by_group
from bot.domain.fair_queue.values import Call, Ticket, Turn

Entry = tuple[GroupKey, int, GroupQueue]
"""A lane on the heap; the number tells lanes apart and is never reached while join numbers are unique."""


def order(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket], on_deck: Call | None = None) -> list[Ticket]:
    """The callable tickets as they would be called if nobody came or went and each turn took one slot.

    Who is on deck was decided before, by what was found then, and comes first.
    """
    builder = LedgerBuilder(rule, ledger)
    called: list[Ticket] = []
    if on_deck is not None:
        called.append(on_deck.ticket)
        builder.enter(_turn(on_deck.ticket, on_deck.front, on_deck.forced))
        waiting = [ticket for ticket in waiting if ticket.person != on_deck.ticket.person]
    heap = _heap(builder, waiting)
    while heap:
        queue, forced = _take(builder, heap)
        front = queue.longest_waiter
        ticket = front if builder.owes_longest_waiter(queue.group) else queue.best(builder)
        called.append(ticket)
        builder.enter(_turn(ticket, ticket is front, forced))
        queue.remove(ticket)
        if queue:
            heappush(heap, _entry(builder, queue, len(called)))
    return called


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
