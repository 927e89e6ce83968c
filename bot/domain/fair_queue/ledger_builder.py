"""The accounts, open for entries: the arithmetic of the rule, in the one place where it stands."""

from collections.abc import Mapping

from bot.domain.changing import replace
from bot.domain.fair_queue.dimension_balance import DimensionBalance
from bot.domain.fair_queue.ledger import Balance, Ledger, Share
from bot.domain.fair_queue.rule import Number, Rule, Value
from bot.domain.fair_queue.values import Attributes, Person, Turn

GroupKey = tuple[Number, int, int]
"""How far a group has come, its last turn, and the join number of its longest waiter: the least is called.

A group counts as no further behind the clock than its credit."""

Found = tuple[bool, bool]
"""What the rule found when it called somebody: `front` and `forced` of a turn."""

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

    def close(self, said: Mapping[Person, int]) -> Ledger:
        """The ledger as it stands now, with the turns that people have had in this phase."""
        groups, balances = dict(self._groups), {balance.name: balance.close() for balance in self.balances}
        return Ledger(self._clock, groups, balances, self._turns, self.run_group, self._run, said)

    def key(self, group: Value, head: int) -> GroupKey:
        """What groups are compared by; `head` is the join number of the group's longest waiter."""
        progress, last, _ = self._groups.get(group, NEW)
        floor = self._clock - (self._credit and self._credit * self.rule.stride(group))
        return progress if progress > floor else floor, last, head

    def must_rest(self, group: Value) -> bool:
        """Whether a group has just had as many turns in a row as it may while another waits."""
        return group == self.run_group and 0 < self.rule.run_limit <= self._run

    def owes_longest_waiter(self, group: Value) -> bool:
        """Whether the group's longest waiter has been passed over as often as may be."""
        return self._groups.get(group, NEW).bypassed >= self.rule.bypass

    def enter(
        self, person: Person, attributes: Attributes, found: Found | None, seconds: int | None = None
    ) -> None:
        """Charge a turn to its group and to its other values; with what the rule found if it gave it."""
        group, number = attributes[0], self._turns
        amount = self.rule.amount(seconds, self.said.get(person, 0) + 1)
        self._enter_group(group, found, amount)
        for balance, value in zip(self.balances, attributes[1:], strict=True):
            if value is not None:
                balance.enter(value, number, amount)
        self._run = self._run + 1 if group == self.run_group else 1
        self.run_group = group
        self._turns = number + 1

    def _enter_group(self, group: Value, found: Found | None, amount: Number) -> None:
        rule, (progress, _, bypassed) = self.rule, self._groups.get(group, NEW)
        rate = rule.rates[0].get(group, rule.rate)
        stride = rate * rule.turn
        start = max(progress, self._clock - self._credit * stride)
        if found is not None:
            front, forced = found
            # What the limit on runs forced came early: were the clock moved by it, weights would not hold.
            if not forced and start > self._clock:
                self._clock = start
            bypassed = 0 if front else bypassed + 1
        progress = min(start + rate * amount, self._clock + stride * rule.debt)
        self._groups[group] = Share(progress, self._turns, bypassed)


def under(rule: Rule, ledger: Ledger) -> Ledger:
    """The ledger as another rule begins with it: no group is more than a turn ahead any more."""
    groups = {
        group: share._replace(progress=min(share.progress, ledger.clock + rule.stride(group)))
        for group, share in ledger.groups.items()
    }
    return replace(ledger, groups=groups)


def charge(rule: Rule, ledger: Ledger, turn: Turn) -> Ledger:
    """The ledger after a turn; replies and points of order are free and leave no trace."""
    if turn.kind in ("reply", "point_of_order"):
        return ledger
    builder = LedgerBuilder(rule, ledger)
    found = (turn.front, turn.forced) if turn.kind == "rule" else None
    builder.enter(turn.person, turn.attributes, found, turn.seconds)
    return builder.close({**ledger.said, turn.person: ledger.said.get(turn.person, 0) + 1})
