"""One later dimension: how much each of its values has been heard, so that the less heard come first."""

import sys
from collections import defaultdict
from functools import partial

from bot.domain.fair_queue.ledger import Balance, Heard
from bot.domain.fair_queue.rule import Number, Rule, Value

AFTER_ALL = sys.maxsize
"""Stands for the number of a turn later than any that was charged."""


class DimensionBalance:
    """The accounts of the dimension, open for entries."""

    counted: defaultdict[Value, Heard]
    """What counts as each value's account: never further behind the most heard than the lag."""

    def __init__(self, rule: Rule, index: int, balance: Balance) -> None:
        self.name = rule.dims[index]
        self._rule, self._rates = rule, rule.rates[index]
        self._heard, self._most = dict(balance.heard), balance.most
        self.counted = defaultdict(None, balance.heard)
        self._reach(balance.most)

    def close(self) -> Balance:
        """The accounts as they stand now."""
        return Balance(dict(self._heard), self._most)

    def enter(self, value: Value, number: int, amount: Number) -> None:
        """Charge the numbered turn, of so much, to its value, which is disclosed."""
        total = self.counted[value].total + amount * self._rates.get(value, self._rule.rate)
        self._heard[value] = self.counted[value] = Heard(total, number)
        if total > self._most:
            self._reach(total)

    def _reach(self, most: Number) -> None:
        """Let the most heard one have come so far: all others are no further behind than the lag.

        Undisclosed counts as half a lag behind, and comes after those who stand there too.
        """
        self._most, counted = most, self.counted
        floor = max(0, most - self._rule.lag_units)
        counted.default_factory = partial(Heard, floor, -1)
        counted[None] = Heard(max(0, most - self._rule.half_lag), AFTER_ALL)
        for value, heard in counted.items():
            if heard.total < floor:
                counted[value] = Heard(floor, heard.last)
