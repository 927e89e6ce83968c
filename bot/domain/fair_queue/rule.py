"""The settings of the fair queue, and the exact arithmetic that follows from them.

All accounts are kept in whole units, so many to a turn that no weight and no second ever leaves a remainder
(a setting that is itself a fraction makes the accounts fractions, as exact and only slower).
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from math import lcm
from numbers import Rational
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

if TYPE_CHECKING:
    Number = int | Fraction
    """An exact number; never a float, so that a replay comes out the same on every machine."""
    RepeatCost = Number | Literal["rising"]
else:  # msgspec reads no such unions: bot.services.serializer does
    Number, RepeatCost = Rational, object

Value = str | None
"""Where somebody belongs on one dimension; None is undisclosed."""

UNDISCLOSED = "(undisclosed)"
"""The name under which the undisclosed value of the first dimension has a weight."""


class Rule(Struct, frozen=True, dict=True):
    """How a meeting shares its floor. The first dimension alternates, the others balance inside a group."""

    dims: tuple[str, ...] = ("group", "mode", "region")
    weights: Mapping[str, Mapping[str, Number]] = field(default_factory=dict)
    """Entitlement by dimension and value, above 0; 1 where nothing is said."""
    unit: Literal["turns", "seconds"] = "turns"
    """What is shared out: turns, or the seconds that they take."""
    slot: int = 120
    """The seconds that count as one turn where `unit` is seconds."""
    max_run: int | None = None
    """The most turns in a row of one group while another waits; 0 is no limit; None: 1 for turns, else 0."""
    rest: Literal["hard", "soft"] = "hard"
    """For whom a group rests after its run: hard: for any other; soft: only for one that has somebody who has
    not spoken in this phase, or that is further behind."""
    bypass: int = 3
    """How often a group's longest waiter may be passed over in a row."""
    credit: Number = 0
    """The turns that a group may save up while nobody of it waits."""
    debt: Number = 2
    """The most turns that a group can be ahead of its share; what lies beyond is forgiven."""
    lag: Number = 2
    """The most turns that a secondary value can be behind the most heard one; more is not made up for."""
    repeat_cost: RepeatCost = 1
    """What the turn of somebody who spoke in this phase costs, as a multiple; rising: their nth costs n."""

    @cached_property
    def units(self) -> int:
        """How many units are one turn: divisible by each weight, by 2, and by the slot if seconds count."""
        weights = (weight.numerator for values in self.weights.values() for weight in values.values())
        return lcm(2, *weights) * self.turn

    @cached_property
    def turn(self) -> int:
        """How many of what is shared out are one turn: itself, or the seconds of a slot."""
        return self.slot if self.unit == "seconds" else 1

    @cached_property
    def lag_units(self) -> Number:
        """The most units that a secondary value can be behind the most heard one."""
        return self.units * self.lag

    @cached_property
    def half_lag(self) -> Number:
        """Half of that, in whole units."""
        return self.units // 2 * self.lag

    @cached_property
    def run_limit(self) -> int:
        """`max_run` with its default filled in."""
        if self.max_run is None:
            return 1 if self.unit == "turns" else 0
        return self.max_run

    @cached_property
    def rate(self) -> int:
        """The units that one of what is shared out adds to the account of a value without a weight."""
        return self.units // self.turn

    @cached_property
    def rates(self) -> tuple[Mapping[Value, int], ...]:
        """The same by dimension, of each value with a weight."""
        return tuple(self._rates(dimension) for dimension in self.dims)

    def _rates(self, dimension: str) -> Mapping[Value, int]:
        return {
            None if value == UNDISCLOSED else value: self.rate // weight.numerator * weight.denominator
            for value, weight in self.weights.get(dimension, {}).items()
        }

    def stride(self, group: Value) -> int:
        """The units that one turn adds to the account of a group."""
        return self.turn * self.rates[0].get(group, self.rate)

    def amount(self, seconds: int | None, nth: int) -> Number:
        """How much somebody's nth turn of a phase takes of what is shared out.

        `seconds` of None is one slot.
        """
        amount = self.turn if seconds is None or self.unit == "turns" else seconds
        if nth == 1:
            return amount
        return amount * (nth if isinstance(self.repeat_cost, str) else self.repeat_cost)
