"""What every constituency has had: the memory of the queue, a fold over the charged turns alone.

Joining, leaving and waiting never touch it, so nobody gains by them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bot.domain.fair_queue.rule import Number, Rule, Value
from bot.domain.fair_queue.values import Person, Turn


class Share(NamedTuple):
    """The account of one group of the first dimension."""

    progress: Number = 0
    """What it has been charged, in units (P)."""
    last: int = -1
    """The number of its last turn; -1: never heard."""
    bypassed: int = 0
    """Its turns since its longest waiter was called."""


class Heard(NamedTuple):
    """The account of one value of a later dimension."""

    total: Number = 0
    last: int = -1


class Balance(NamedTuple):
    """The accounts of one later dimension."""

    heard: Mapping[str, Heard] = {}
    most: Number = 0
    """The highest total of them (M)."""


@dataclass(frozen=True)
class Ledger:
    """All accounts after some turns; `Ledger()` is the start of a meeting."""

    clock: Number = 0
    """How far the rotation has come, in units (V)."""
    groups: Mapping[Value, Share] = field(default_factory=dict)
    balances: Mapping[str, Balance] = field(default_factory=dict)
    """By later dimension."""
    turns: int = 0
    """How many turns have been charged, which is the number of the next one."""
    run_group: Value = None
    run: int = 0
    """How many turns in a row `run_group` has just had; 0 only at the start."""
    spoken: frozenset[Person] = frozenset()
    """Who has spoken in this phase."""

    def share(self, group: Value) -> Share:
        """The account of a group, heard or not."""
        return self.groups.get(group, Share())

    def turns_since(self, group: Value) -> int | None:
        """How many turns others have had since the group's last; None: never heard."""
        last = self.share(group).last
        return None if last < 0 else self.turns - 1 - last


def new_phase(ledger: Ledger) -> Ledger:
    """Everybody is a first-time speaker again; the rotation goes on."""
    return replace(ledger, spoken=frozenset())


def tag(rule: Rule, share: Share, clock: Number, stride: int) -> Number:
    """Where a group stands in the rotation: its own account, but never further behind than its credit."""
    return max(share.progress, clock - stride * rule.credit)


def score(rule: Rule, balance: Balance, value: Value, turns: int) -> tuple[Number, int]:
    """How much a value of a later dimension was heard (the least first); undisclosed stands in the middle."""
    if value is None:
        return max(0, balance.most - rule.units // 2 * rule.lag), turns
    heard = balance.heard.get(value)
    floor = balance.most - rule.units * rule.lag
    return (max(0, floor), -1) if heard is None else (max(heard.total, floor), heard.last)


def charge(rule: Rule, ledger: Ledger, turn: Turn) -> Ledger:
    """The ledger after a turn; replies and points of order are free and leave no trace."""
    if turn.kind in ("reply", "point_of_order"):
        return ledger
    after = enter(rule, ledger, turn)
    return replace(after, spoken=ledger.spoken | {turn.person})


def enter(rule: Rule, ledger: Ledger, turn: Turn) -> Ledger:
    """The ledger with a turn on all accounts, but its person not among those who have spoken."""
    group = turn.attributes[0]
    repeated = turn.person in ledger.spoken
    clock, share = _enter_share(rule, ledger, turn, repeated)
    return Ledger(
        clock=clock,
        groups={**ledger.groups, group: share},
        balances={
            name: _enter_balance(rule, ledger, turn, index, repeated)
            for index, name in enumerate(rule.dims[1:], start=1)
        },
        turns=ledger.turns + 1,
        run_group=group,
        run=ledger.run + 1 if group == ledger.run_group else 1,
        spoken=ledger.spoken,
    )


def _enter_share(rule: Rule, ledger: Ledger, turn: Turn, repeated: bool) -> tuple[Number, Share]:
    clock, share = ledger.clock, ledger.share(turn.attributes[0])
    stride = rule.stride(0, turn.attributes[0])
    start = tag(rule, share, clock, stride)
    bypassed = share.bypassed
    if turn.kind == "rule":
        # A call that the limit on runs forced came early: were the clock moved by it, weights would not hold.
        clock = clock if turn.forced else max(clock, start)
        bypassed = 0 if turn.front else bypassed + 1
    progress = min(start + rule.cost(stride, turn.seconds, repeated), clock + stride * rule.debt)
    return clock, Share(progress, ledger.turns, bypassed)


def _enter_balance(rule: Rule, ledger: Ledger, turn: Turn, index: int, repeated: bool) -> Balance:
    balance = ledger.balances.get(rule.dims[index], Balance())
    value = turn.attributes[index]
    if value is None:
        return balance
    cost = rule.cost(rule.stride(index, value), turn.seconds, repeated)
    total = score(rule, balance, value, ledger.turns)[0] + cost
    return Balance({**balance.heard, value: Heard(total, ledger.turns)}, max(balance.most, total))
