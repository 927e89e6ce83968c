"""All positions at once, as calling one after the other gives them, without looking at all each time."""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush, heapreplace

from bot.domain.fair_queue.books import Books, GroupKey
from bot.domain.fair_queue.lane import Lane
from bot.domain.fair_queue.ledger import Ledger
from bot.domain.fair_queue.rule import Rule
from bot.domain.fair_queue.selection import by_group
from bot.domain.fair_queue.values import Call, Ticket, Turn

Entry = tuple[GroupKey, int, Lane]
"""A lane on the heap; the number tells lanes apart and is never reached while join numbers are unique."""


def order(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket], on_deck: Call | None = None) -> list[Ticket]:
    """The callable tickets as they would be called if nobody came or went and each turn took one slot.

    Who is on deck was decided before, by what was found then, and comes first.
    """
    books = Books(rule, ledger)
    called: list[Ticket] = []
    if on_deck is not None:
        called.append(on_deck.ticket)
        books.enter(_turn(on_deck.ticket, on_deck.front, on_deck.forced))
        waiting = [ticket for ticket in waiting if ticket.person != on_deck.ticket.person]
    heap = _heap(books, waiting)
    while heap:
        lane, forced = _take(books, heap)
        front = lane.longest_waiter
        ticket = front if books.owes_longest_waiter(lane.group) else lane.best(books)
        called.append(ticket)
        books.enter(_turn(ticket, ticket is front, forced))
        lane.remove(ticket)
        if lane:
            heappush(heap, _entry(books, lane, len(called)))
    return called


def _turn(ticket: Ticket, front: bool, forced: bool) -> Turn:
    return Turn(ticket.person, ticket.attributes, "rule", front, forced)


def _heap(books: Books, waiting: Iterable[Ticket]) -> list[Entry]:
    lanes = (Lane(group, queue, books.spoken) for group, queue in by_group(waiting).items())
    heap = [_entry(books, lane, -number) for number, lane in enumerate(lanes)]
    heapify(heap)
    return heap


def _entry(books: Books, lane: Lane, number: int) -> Entry:
    return books.key(lane.group, lane.longest_waiter.joined), number, lane


def _take(books: Books, heap: list[Entry]) -> tuple[Lane, bool]:
    """Take out the lane that is called, and say whether another one came first but has to rest.

    The entries stay true until their own lane's turn: the clock never moves beyond the least key.
    """
    if len(heap) == 1 or not books.must_rest(heap[0][2].group):
        return heappop(heap)[2], False
    resting = heappop(heap)
    _, _, lane = heapreplace(heap, resting)
    return lane, True
