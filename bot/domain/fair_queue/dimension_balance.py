"""One later dimension: how much each of its values has been heard, so that the less heard come first."""

import sys
from collections import defaultdict

from bot.domain.fair_queue.ledger import Balance, Heard
from bot.domain.fair_queue.rule import Rule, Value

AFTER_ALL = sys.maxsize
"""Stands for the number of a turn later than any that was charged."""


class DimensionBalance:
    """The accounts of the dimension, open for entries."""

    counted: defaultdict[Value, Heard]
    """What counts as each value's account: never further behind the most heard than the lag."""

    def __init__(self, rule: Rule, index: int, balance: Balance) -> None:
        self.name = rule.dims[index]
        self._rule, self._index = rule, index
        self._heard, self._most = dict(balance.heard), balance.most
        self._count()

    def close(self) -> Balance:
        """The accounts as they stand now."""
        return Balance(self._heard, self._most)

    def enter(self, value: Value, number: int, seconds: int | None, nth: int) -> None:
        """Charge the numbered turn to its value; undisclosed is never charged."""
        if value is None:
            return
        cost = self._rule.cost(self._rule.stride(self._index, value), seconds, nth)
        heard = Heard(self.counted[value].total + cost, number)
        self._heard[value] = self.counted[value] = heard
        if heard.total > self._most:
            self._most = heard.total
            self._count()

    def _count(self) -> None:
        """Undisclosed counts as half a lag behind, and comes after those who stand there too."""
        floor = self._most - self._rule.lag_units
        never = Heard(max(0, floor), -1)
        self.counted = defaultdict(lambda: never)
        self.counted[None] = Heard(max(0, self._most - self._rule.half_lag), AFTER_ALL)
        for value, heard in self._heard.items():
            self.counted[value] = heard if heard.total >= floor else Heard(floor, heard.last)
