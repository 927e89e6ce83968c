"""Who is next: first which group, then who of it."""

from collections.abc import Iterable, Mapping, Sequence

from bot.domain.fair_queue.ledger import Balance, Ledger, score, tag
from bot.domain.fair_queue.rule import Number, Rule, Value
from bot.domain.fair_queue.values import Call, Ticket

GroupKey = tuple[Number, int, int]
PersonKey = tuple[bool, tuple[tuple[Number, int], ...], int]
Queues = Mapping[Value, Sequence[Ticket]]
"""The callable tickets by group, each group's longest waiter first."""


def select(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> Call | None:
    """Whom the rule calls next; None when nobody is callable."""
    queues = by_group(waiting)
    if not queues:
        return None
    group, forced = _group(rule, ledger, queues)
    queue = queues[group]
    if ledger.share(group).bypassed >= rule.bypass:
        ticket = queue[0]
    else:
        ticket = min(queue, key=lambda one: person_key(rule, ledger, one))
    return Call(ticket, front=ticket is queue[0], forced=forced)


def by_group(waiting: Iterable[Ticket]) -> Queues:
    """The queue of each group, without those on hold."""
    queues: dict[Value, list[Ticket]] = {}
    for ticket in waiting:
        if not ticket.held:
            queues.setdefault(ticket.attributes[0], []).append(ticket)
    for queue in queues.values():
        queue.sort(key=_joined)
    return queues


def _joined(ticket: Ticket) -> int:
    return ticket.joined


def _group(rule: Rule, ledger: Ledger, queues: Queues) -> tuple[Value, bool]:
    """The group that is called, and whether another one came first but has to rest."""
    ranked = sorted(queues, key=lambda group: group_key(rule, ledger, group, queues[group][0].joined))
    if len(ranked) > 1 and must_rest(rule, ledger, ranked[0]):
        return ranked[1], True
    return ranked[0], False


def group_key(rule: Rule, ledger: Ledger, group: Value, head: int) -> GroupKey:
    """The group with the least is called; `head` is the join number of its longest waiter."""
    share = ledger.share(group)
    return tag(rule, share, ledger.clock, rule.stride(0, group)), share.last, head


def must_rest(rule: Rule, ledger: Ledger, group: Value) -> bool:
    """Whether a group has just had as many turns in a row as it may while another waits."""
    return 0 < rule.run_limit <= ledger.run and group == ledger.run_group


def person_key(rule: Rule, ledger: Ledger, ticket: Ticket) -> PersonKey:
    """In a group the person with the least is called: first-time speakers, the less heard, the earlier."""
    scores = tuple(
        score(rule, ledger.balances.get(name, Balance()), value, ledger.turns)
        for name, value in zip(rule.dims[1:], ticket.attributes[1:], strict=True)
    )
    return ticket.person in ledger.spoken, scores, ticket.joined
