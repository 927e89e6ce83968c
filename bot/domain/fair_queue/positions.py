"""All positions at once, as calling one after the other gives them, without looking at all each time."""

from collections.abc import Iterable
from heapq import heapify, heappop, heappush, heapreplace

from bot.domain.fair_queue.lane import Lane
from bot.domain.fair_queue.ledger import Ledger, enter
from bot.domain.fair_queue.rule import Rule
from bot.domain.fair_queue.selection import GroupKey, by_group, group_key, must_rest
from bot.domain.fair_queue.values import Call, Ticket, Turn

Entry = tuple[GroupKey, int, Lane]
"""A lane on the heap; the number tells lanes apart and is never reached while join numbers are unique."""


def order(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket], on_deck: Call | None = None) -> list[Ticket]:
    """The callable tickets as they would be called if nobody came or went and each turn took one slot.

    Who is on deck was decided before, by what was found then, and comes first.
    """
    called: list[Ticket] = []
    if on_deck is not None:
        called.append(on_deck.ticket)
        ledger = _after(rule, ledger, on_deck)
        waiting = [ticket for ticket in waiting if ticket.person != on_deck.ticket.person]
    heap = _heap(rule, ledger, waiting)
    while heap:
        lane, forced = _take(rule, ledger, heap)
        call = _call(rule, ledger, lane, forced)
        called.append(call.ticket)
        ledger = _after(rule, ledger, call)
        lane.remove(call.ticket)
        if lane:
            heappush(heap, _entry(rule, ledger, lane, len(called)))
    return called


def _after(rule: Rule, ledger: Ledger, call: Call) -> Ledger:
    """Nobody is called twice here, so who has spoken need not be kept up."""
    return enter(
        rule, ledger, Turn(call.ticket.person, call.ticket.attributes, "rule", call.front, call.forced)
    )


def _heap(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> list[Entry]:
    lanes = (Lane(group, queue, ledger.spoken) for group, queue in by_group(waiting).items())
    heap = [_entry(rule, ledger, lane, -number) for number, lane in enumerate(lanes)]
    heapify(heap)
    return heap


def _entry(rule: Rule, ledger: Ledger, lane: Lane, number: int) -> Entry:
    return group_key(rule, ledger, lane.group, lane.longest_waiter.joined), number, lane


def _take(rule: Rule, ledger: Ledger, heap: list[Entry]) -> tuple[Lane, bool]:
    """Take out the lane that is called, and say whether another one came first but has to rest."""
    _settle(rule, ledger, heap)
    if len(heap) == 1 or not must_rest(rule, ledger, heap[0][2].group):
        return heappop(heap)[2], False
    resting = heappop(heap)
    _settle(rule, ledger, heap)
    _, _, lane = heapreplace(heap, resting)
    return lane, True


def _settle(rule: Rule, ledger: Ledger, heap: list[Entry]) -> None:
    """Bring the least entry up to date. The clock only raises keys, so an old key is never too high."""
    while (fresh := _entry(rule, ledger, heap[0][2], heap[0][1])) != heap[0]:
        heapreplace(heap, fresh)


def _call(rule: Rule, ledger: Ledger, lane: Lane, forced: bool) -> Call:
    front = lane.longest_waiter
    ticket = front if ledger.share(lane.group).bypassed >= rule.bypass else lane.best(rule, ledger)
    return Call(ticket, front=ticket is front, forced=forced)
