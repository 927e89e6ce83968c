"""Who is next: first which group, then who of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from bot.domain.fair_queue.books import Books
from bot.domain.fair_queue.ledger import Heard, Ledger
from bot.domain.fair_queue.rule import Rule, Value
from bot.domain.fair_queue.values import Call, Ticket

PersonKey = tuple[bool, tuple[Heard, ...], int]
"""Has spoken, how much each later value was heard, join number: of a group, the least is called."""

Queues = Mapping[Value, Sequence[Ticket]]
"""The callable tickets by group, each group's longest waiter first."""


def select(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> Call | None:
    """Whom the rule calls next; None when nobody is callable."""
    queues = by_group(waiting)
    if not queues:
        return None
    books = Books(rule, ledger)
    first = _first(books, queues)
    forced = len(queues) > 1 and books.must_rest(first)
    if forced:
        first = _first(books, {group: queue for group, queue in queues.items() if group != first})
    queue = queues[first]
    ticket = _person(books, queue)
    return Call(ticket, front=ticket is queue[0], forced=forced)


def by_group(waiting: Iterable[Ticket]) -> Queues:
    """The queue of each group, without those on hold."""
    queues: dict[Value, list[Ticket]] = defaultdict(list)
    for ticket in sorted(waiting, key=attrgetter("joined")):
        if not ticket.held:
            queues[ticket.attributes[0]].append(ticket)
    return queues


def _first(books: Books, queues: Queues) -> Value:
    """The group that comes first."""
    groups = {books.key(group, queue[0].joined): group for group, queue in queues.items()}
    return groups[min(groups)]


def _person(books: Books, queue: Sequence[Ticket]) -> Ticket:
    if books.owes_longest_waiter(queue[0].attributes[0]):
        return queue[0]
    return min(queue, key=lambda ticket: person_key(books, ticket))


def person_key(books: Books, ticket: Ticket) -> PersonKey:
    """What the people of one group are compared by."""
    heard = tuple(
        [column.counted[value] for column, value in zip(books.columns, ticket.attributes[1:], strict=True)]
    )
    return ticket.person in books.spoken, heard, ticket.joined
