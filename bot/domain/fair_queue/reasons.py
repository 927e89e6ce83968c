"""Why somebody is called: the facts from which a sentence for people is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.domain.fair_queue.ledger import Ledger
from bot.domain.fair_queue.ledger_builder import LedgerBuilder
from bot.domain.fair_queue.rule import Rule, Value
from bot.domain.fair_queue.selection import Queues, by_group, person_key
from bot.domain.fair_queue.values import Call, Ticket

GroupReason = Literal["only_group", "never_heard", "oldest_turn", "furthest_behind", "first_voice"]
PersonReason = Literal["only_one", "longest_waiting", "first_time", "balance", "first_come"]


@dataclass(frozen=True)
class Reason:
    """Why this group, and why this person of it."""

    group: Value
    group_reason: GroupReason
    turns_since: int | None
    """How many turns others have had since the group's last; None: it was never heard."""
    person_reason: PersonReason
    dimension: str | None = None
    """What is balanced, where the reason is balance."""
    resting: bool = False
    """Another group came first, but has just had its run of turns (`forced`)."""


@dataclass(frozen=True)
class GroupStanding:
    """Where a group is in the rotation."""

    group: Value
    waiting: int
    turns_since: int | None


def reason(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket], call: Call) -> Reason:
    """Why `select` made this call, from the same state and the same people."""
    queues = by_group(waiting)
    group = call.ticket.attributes[0]
    person, dimension = _person_reason(LedgerBuilder(rule, ledger), queues[group], call.ticket)
    return Reason(
        group=group,
        group_reason=_group_reason(rule, ledger, queues, call),
        turns_since=ledger.turns_since(group),
        person_reason=person,
        dimension=dimension,
        resting=call.forced,
    )


def group_standings(rule: Rule, ledger: Ledger, waiting: Iterable[Ticket]) -> list[GroupStanding]:
    """The groups with callable people, the one whose turn it is first."""
    queues = by_group(waiting)
    builder = LedgerBuilder(rule, ledger)
    ranked = sorted(queues, key=lambda group: builder.key(group, queues[group][0].joined))
    return [GroupStanding(group, len(queues[group]), ledger.turns_since(group)) for group in ranked]


def _group_reason(rule: Rule, ledger: Ledger, queues: Queues, call: Call) -> GroupReason:
    group = call.ticket.attributes[0]
    if len(queues) == 1:
        return "only_group"
    if call.forced and rule.rest == "soft":
        # Another group came first and rests, and it rests for first voices alone.
        return "first_voice"
    if group not in ledger.groups:
        return "never_heard"
    last = ledger.groups[group].last
    if all(other in ledger.groups and ledger.groups[other].last >= last for other in queues):
        return "oldest_turn"
    return "furthest_behind"


def _person_reason(
    builder: LedgerBuilder, queue: Iterable[Ticket], called: Ticket
) -> tuple[PersonReason, str | None]:
    """What sets the person apart from the one who would have been called instead."""
    others = [ticket for ticket in queue if ticket.person != called.person]
    if not others:
        return "only_one", None
    if builder.owes_longest_waiter(called.attributes[0]):
        return "longest_waiting", None
    spoken, scores, _ = person_key(builder, called)
    other_spoken, other_scores, _ = min(person_key(builder, other) for other in others)
    if spoken != other_spoken:
        return "first_time", None
    for balance, own, other in zip(builder.balances, scores, other_scores, strict=True):
        if own != other:
            return "balance", balance.name
    return "first_come", None
