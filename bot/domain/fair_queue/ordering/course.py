"""The calls that follow from how the accounts stand, one after the other: the rule, played on."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import Final

from bot.domain.fair_queue.ledger import Ledger
from bot.domain.fair_queue.ledger_builder import Found, LedgerBuilder
from bot.domain.fair_queue.ordering.group_queue import Alike, GroupQueue, Lane
from bot.domain.fair_queue.rule import Number, Rule, Value
from bot.domain.fair_queue.values import Ticket

Entry = tuple[Number, int, int, int, GroupQueue]
"""A group on the heap, behind the parts of its `GroupKey` and a number that tells groups apart.

The number is never reached while join numbers are unique."""

Lanes = Mapping[Alike, tuple[Ticket, ...]]
"""All who can be called: those who are alike in one lane, by their join numbers."""

_FOUND: Final = (((False, False), (False, True)), ((True, False), (True, True)))
"""By `front` and `forced`; thousands of them are kept, and need not be looked through for garbage."""


class Course:
    """The calls that follow from how the accounts stand and who has been called."""

    def __init__(self, rule: Rule, ledger: Ledger, lanes: Lanes, called: Container[int]) -> None:
        self._builder = LedgerBuilder(rule, ledger)
        self._heap: list[Entry] = []
        self._pushed = 0
        groups = defaultdict[Value, list[Lane]](list)
        for alike, tickets in lanes.items():
            gone = _gone(tickets, called)
            if gone < len(tickets):
                groups[alike[1][0]].append(Lane(alike, tickets, gone))
        for group, theirs in groups.items():
            self._push(GroupQueue(group, theirs))

    def accounts(self) -> Ledger:
        """As they stand now."""
        return self._builder.close(self._builder.said)

    def calls(self, findings: list[Found]) -> Iterator[Ticket]:
        """One after the other, until nobody is left; what the rule found for each is put to the findings."""
        builder, heap = self._builder, self._heap
        while heap:
            queue, forced = _take(builder, heap)
            longest_waiter = queue.longest_waiter
            owed = builder.owes_longest_waiter(queue.group)
            ticket = queue.call(queue.longest_lane if owed else queue.best(builder))
            found = _FOUND[ticket is longest_waiter][forced]
            builder.enter(ticket.person, ticket.attributes, found)
            if queue:
                self._push(queue)
            findings.append(found)
            yield ticket

    def _push(self, queue: GroupQueue) -> None:
        self._pushed += 1
        key = self._builder.key(queue.group, queue.longest_waiter.joined)
        heappush(self._heap, (*key, self._pushed, queue))


def _gone(lane: Sequence[Ticket], called: Container[int]) -> int:
    """How many of a lane have been called: they stand before all others."""
    if not lane or lane[0].joined not in called:
        return 0
    return bisect_left(lane, True, key=lambda ticket: ticket.joined not in called)


def _take(builder: LedgerBuilder, heap: list[Entry]) -> tuple[GroupQueue, bool]:
    """Take out the group that is called, and say whether another one came first but has to rest.

    The entries stay true until their own group's turn: the clock never moves beyond the least key. What comes
    before the one that rests is called; all the others are no further behind.
    """
    first = heappop(heap)
    if not builder.must_rest(first[-1].group):
        return first[-1], False
    passed = [first]
    while heap and builder.rule.rest == "soft" and not heap[0][-1].has_first_voice:
        passed.append(heappop(heap))
    called = heappop(heap) if heap else passed.pop(0)
    for entry in passed:
        heappush(heap, entry)
    return called[-1], called is not first
