"""Who is next: first which group, then who of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from bot.domain.fair_queue.ledger import Heard, Ledger
from bot.domain.fair_queue.ledger_builder import GroupKey, LedgerBuilder
from bot.domain.fair_queue.rule import Rule, Value
from bot.domain.fair_queue.values import Call, Ticket

PersonKey = tuple[bool, tuple[Heard, ...], int]
"""Has spoken, how much each later value was heard, join number: of a group, the least is called."""

Queues = Mapping[Value, Sequence[Ticket]]
"""The callable tickets by group, each group's longest waiter first."""


def select(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> Call | None:
    """Whom the rule calls next; None when nobody is callable."""
    return select_from(rule, ledger, by_group(waiting))


def select_from(rule: Rule, ledger: Ledger, queues: Queues) -> Call | None:
    """The same of people who stand by group already."""
    if not queues:
        return None
    builder = LedgerBuilder(rule, ledger)
    keys = _keys(builder, queues)
    group = min(_allowed(builder, queues, keys), key=keys.__getitem__)
    ticket = _person(builder, queues[group])
    forced = keys[group] != min(keys.values())
    return Call(ticket, front=ticket is queues[group][0], forced=forced)


def callable_groups(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> frozenset[Value]:
    """The groups that the rule may call now: those of the callable people, without one that has to rest."""
    queues, builder = by_group(waiting), LedgerBuilder(rule, ledger)
    return frozenset(_allowed(builder, queues, _keys(builder, queues)))


def by_group(waiting: Iterable[Ticket]) -> Queues:
    """The queue of each group, without those on hold."""
    return grouped_in_order(sorted(waiting, key=attrgetter("joined")))


def grouped_in_order(ordered: Iterable[Ticket]) -> Queues:
    """The same of tickets that come by their join numbers."""
    queues: dict[Value, list[Ticket]] = defaultdict(list)
    for ticket in ordered:
        if not ticket.held:
            queues[ticket.attributes[0]].append(ticket)
    return queues


def _keys(builder: LedgerBuilder, queues: Queues) -> Mapping[Value, GroupKey]:
    return {group: builder.key(group, queue[0].joined) for group, queue in queues.items()}


def _allowed(builder: LedgerBuilder, queues: Queues, keys: Mapping[Value, GroupKey]) -> Iterable[Value]:
    """The groups that may be called: after its run of turns a group rests for those it has to rest for."""
    last = builder.run_group
    if last not in queues or not builder.must_rest(last):
        return queues
    soft = builder.rule.rest == "soft"
    others = (
        group
        for group, queue in queues.items()
        if group != last and not (soft and keys[group] > keys[last] and not has_first_voice(builder, queue))
    )
    return tuple(others) or queues


def has_first_voice(builder: LedgerBuilder, queue: Iterable[Ticket]) -> bool:
    """Whether somebody of these has not spoken in this phase."""
    return any(ticket.person not in builder.said for ticket in queue)


def _person(builder: LedgerBuilder, queue: Sequence[Ticket]) -> Ticket:
    if builder.owes_longest_waiter(queue[0].attributes[0]):
        return queue[0]
    # Of those who are alike the first to come is called first, and many are alike.
    first = {(ticket.person in builder.said, ticket.attributes): ticket for ticket in reversed(queue)}
    return min(first.values(), key=lambda ticket: person_key(builder, ticket))


def person_key(builder: LedgerBuilder, ticket: Ticket) -> PersonKey:
    """What the people of one group are compared by."""
    heard = tuple(
        [
            balance.counted[value]
            for balance, value in zip(builder.balances, ticket.attributes[1:], strict=True)
        ]
    )
    return ticket.person in builder.said, heard, ticket.joined
