"""Why somebody is called: the facts from which a sentence for people is made.

Logs keep the words. A word never changes its meaning: what is found in another way gets a new one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile
from math import inf
from operator import attrgetter
from typing import Final, Literal

from msgspec import Struct

from bot.domain.fair_queue.ledger import Ledger
from bot.domain.fair_queue.ledger_builder import LedgerBuilder
from bot.domain.fair_queue.rule import Rule, Value
from bot.domain.fair_queue.selection import Queues, grouped_in_order, person_key, select_from
from bot.domain.fair_queue.values import Call, Ticket

_JOINED: Final = attrgetter("joined")

GroupReason = Literal[
    "only_group",
    "only_callable",
    "rest",
    "first_voice",
    "never_heard",
    "oldest_turn",
    "furthest_behind",
]
"""Nobody of another group waits; or can be called; the group ahead rests, for all or for first voices; ..."""
PersonReason = Literal[
    "only_one",
    "longest_waiting",
    "longest_callable",
    "came_first",
    "first_callable",
    "first_time",
    "balance",
]
"""What sets the person apart from their group's longest waiter, or that they are the longest waiter.

They are it of all, or of those who can be called. Logs from before hold "first_come" too, which was said of
whoever came before the one who was next best.
"""


class Reason(Struct, frozen=True):
    """Why this group, and why this person of it."""

    group: Value
    group_reason: GroupReason
    turns_since: int | None
    """How many turns others have had since the group's last; None: it has had none."""
    person_reason: PersonReason
    dimension: str | None = None
    """What is balanced, where the reason is balance."""


class GroupStanding(Struct, frozen=True):
    """Where a group is in the rotation."""

    group: Value
    waiting: int
    """All people who wait, whether they can be called or not."""
    turns_since: int | None
    callable: bool = True
    """Whether the rule can call anybody of it."""


def reason(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket], call: Call) -> Reason:
    """Why `select` made this call, from the same state and the same people."""
    everybody = sorted(waiting, key=_JOINED)
    return _reason(rule, ledger, everybody, grouped_in_order(everybody), call)


def select_and_say(rule: Rule, ledger: Ledger, waiting: Sequence[Ticket]) -> tuple[Call, Reason] | None:
    """Both at once, for many may wait; None when nobody is callable."""
    everybody = sorted(waiting, key=_JOINED)
    queues = grouped_in_order(everybody)
    call = select_from(rule, ledger, queues)
    return None if call is None else (call, _reason(rule, ledger, everybody, queues, call))


def _reason(rule: Rule, ledger: Ledger, everybody: Sequence[Ticket], queues: Queues, call: Call) -> Reason:
    group, builder = call.ticket.attributes[0], LedgerBuilder(rule, ledger)
    before = takewhile(lambda ticket: ticket.joined < call.ticket.joined, everybody)
    first = not any(ticket.attributes[0] == group for ticket in before)
    person, dimension = _person_reason(builder, queues[group], first, call)
    alone = all(ticket.attributes[0] == group for ticket in everybody)
    return Reason(
        group=group,
        group_reason="only_group" if alone else _group_reason(rule, ledger, queues, call),
        turns_since=ledger.turns_since(group),
        person_reason=person,
        dimension=dimension,
    )


def group_standings(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> list[GroupStanding]:
    """The groups with anybody in the queue: the one whose turn it is first, those on hold last."""
    everybody = sorted(waiting, key=_JOINED)
    queues, builder = grouped_in_order(everybody), LedgerBuilder(rule, ledger)
    ranked = sorted(queues, key=lambda group: builder.key(group, queues[group][0].joined))
    waits = Counter({ticket.person: ticket.attributes[0] for ticket in everybody}.values())
    return [
        GroupStanding(group, waits[group], ledger.turns_since(group), group in queues)
        for group in dict.fromkeys((*ranked, *waits))
    ]


def by_age(rule: Rule, ranked: Iterable[GroupStanding]) -> bool:
    """Whether the groups that can be called stand in the order of their last turns, the oldest first."""
    ages = [inf if each.turns_since is None else each.turns_since for each in ranked if each.callable]
    return takes_turns(rule) and ages == sorted(ages, reverse=True)


def takes_turns(rule: Rule) -> bool:
    """Whether groups are called by the age of their last turns, and not for shares, minutes or savings."""
    alike = all(weight == 1 for weight in rule.weights.get(rule.dims[0], {}).values())
    return rule.unit == "turns" and alike and rule.credit == 0


def _group_reason(rule: Rule, ledger: Ledger, queues: Queues, call: Call) -> GroupReason:
    group = call.ticket.attributes[0]
    if len(queues) == 1:
        return "only_callable"
    if call.forced:
        # Where rest is soft, the group ahead rests for first voices alone.
        return "first_voice" if rule.rest == "soft" else "rest"
    if group not in ledger.groups:
        return "never_heard"
    last = ledger.groups[group].last
    oldest = all(other in ledger.groups and ledger.groups[other].last >= last for other in queues)
    return "oldest_turn" if oldest and takes_turns(rule) else "furthest_behind"


def _person_reason(
    builder: LedgerBuilder, queue: Sequence[Ticket], first: bool, call: Call
) -> tuple[PersonReason, str | None]:
    """The group's callable people are compared with the one who is called, who may have come first of it."""
    if len(queue) == 1:
        return "only_one", None
    if builder.owes_longest_waiter(call.ticket.attributes[0]):
        return "longest_waiting" if first else "longest_callable", None
    if call.front:
        return "came_first" if first else "first_callable", None
    spoken, scores, _ = person_key(builder, call.ticket)
    passed_over, other_scores, _ = person_key(builder, queue[0])
    if spoken != passed_over:
        return "first_time", None
    differing = zip(builder.balances, scores, other_scores, strict=True)
    return "balance", next(balance.name for balance, own, other in differing if own != other)
