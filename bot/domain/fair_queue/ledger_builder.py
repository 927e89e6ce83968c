"""The accounts, open for entries: the arithmetic of the rule, in the one place where it stands."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.fair_queue.dimension_balance import DimensionBalance
from bot.domain.fair_queue.ledger import Balance, Ledger, Share
from bot.domain.fair_queue.rule import Number, Rule, Value
from bot.domain.fair_queue.values import Person, Turn

GroupKey = tuple[Number, int, int]
"""How far a group has come, its last turn, and the join number of its longest waiter: the least is called.

A group counts as no further behind the clock than its credit."""

NEW = Share()


class LedgerBuilder:
    """A copy of a ledger under a rule. Turns are entered in place; `close` gives the ledger after them."""

    def __init__(self, rule: Rule, ledger: Ledger) -> None:
        self.rule = rule
        self.said = ledger.said
        self.balances = [
            DimensionBalance(rule, index, ledger.balances.get(name, Balance()))
            for index, name in enumerate(rule.dims[1:], start=1)
        ]
        self._credit = rule.credit
        self._clock = ledger.clock
        self._groups = dict(ledger.groups)
        self._turns = ledger.turns
        self.run_group, self._run = ledger.run_group, ledger.run

    def copy(self) -> "LedgerBuilder":
        """Another one, in which entries leave this one as it is."""
        return LedgerBuilder(self.rule, self.close(self.said))

    def close(self, said: Mapping[Person, int]) -> Ledger:
        """The ledger as it stands now, with the turns that people have had in this phase."""
        balances = {balance.name: balance.close() for balance in self.balances}
        return Ledger(self._clock, self._groups, balances, self._turns, self.run_group, self._run, said)

    def key(self, group: Value, head: int) -> GroupKey:
        """What groups are compared by; `head` is the join number of the group's longest waiter."""
        progress, last, _ = self._groups.get(group, NEW)
        floor = self._clock - (self._credit and self._credit * self.rule.stride(0, group))
        return progress if progress > floor else floor, last, head

    def must_rest(self, group: Value) -> bool:
        """Whether a group has just had as many turns in a row as it may while another waits."""
        return 0 < self.rule.run_limit <= self._run and group == self.run_group

    def owes_longest_waiter(self, group: Value) -> bool:
        """Whether the group's longest waiter has been passed over as often as may be."""
        return self._groups.get(group, NEW).bypassed >= self.rule.bypass

    def enter(self, turn: Turn) -> None:
        """Charge a turn to its group and to its other values."""
        group, nth = turn.attributes[0], self.said.get(turn.person, 0) + 1
        self._enter_group(group, turn, nth)
        for balance, value in zip(self.balances, turn.attributes[1:], strict=True):
            balance.enter(value, self._turns, turn.seconds, nth)
        self._run = self._run + 1 if group == self.run_group else 1
        self.run_group = group
        self._turns += 1

    def _enter_group(self, group: Value, turn: Turn, nth: int) -> None:
        bypassed, stride = self._groups.get(group, NEW).bypassed, self.rule.stride(0, group)
        start, _, _ = self.key(group, 0)
        if turn.kind == "rule":
            # What the limit on runs forced came early: were the clock moved by it, weights would not hold.
            if not turn.forced:
                self._clock = max(self._clock, start)
            bypassed = 0 if turn.front else bypassed + 1
        cost = self.rule.cost(stride, turn.seconds, nth)
        progress = min(start + cost, self._clock + stride * self.rule.debt)
        self._groups[group] = Share(progress, self._turns, bypassed)


def under(rule: Rule, ledger: Ledger) -> Ledger:
    """The ledger as another rule begins with it: no group is more than a turn ahead any more."""
    groups = {
        group: share._replace(progress=min(share.progress, ledger.clock + rule.stride(0, group)))
        for group, share in ledger.groups.items()
    }
    return replace(ledger, groups=groups)


def charge(rule: Rule, ledger: Ledger, turn: Turn) -> Ledger:
    """The ledger after a turn; replies and points of order are free and leave no trace."""
    if turn.kind in ("reply", "point_of_order"):
        return ledger
    builder = LedgerBuilder(rule, ledger)
    builder.enter(turn)
    return builder.close({**ledger.said, turn.person: ledger.said.get(turn.person, 0) + 1})
