"""What a bench hands back, and how times are taken."""

import os
from collections.abc import Callable, Mapping, Sequence
from statistics import quantiles
from time import perf_counter

from msgspec import Struct


class Figure(Struct, frozen=True):
    """One measurement and what it is compared with."""

    name: str
    value: float
    unit: str
    baseline: float
    """In the same unit."""
    aim: float | None = None
    """The ratio that the value should not exceed, or, where more is better, should reach; None: no aim."""
    more_is_better: bool = False

    @property
    def ratio(self) -> float:
        """How many times the baseline the value is."""
        return self.value / self.baseline

    @property
    def reached(self) -> bool | None:
        """Whether the aim is reached; None without one."""
        if self.aim is None:
            return None
        return self.ratio >= self.aim if self.more_is_better else self.ratio <= self.aim

    def __str__(self) -> str:
        line = (
            f"{self.name}: {self.value:.3g} {self.unit}, baseline {self.baseline:.3g}, ratio {self.ratio:.2f}"
        )
        if self.aim is None:
            return line
        return f"{line}, aim {self.aim:g}: {'reached' if self.reached else 'MISSED'}"

    def as_json(self) -> dict[str, object]:
        """All of it, for programs."""
        names = ("value", "unit", "baseline", "ratio", "aim", "reached")
        return {name: getattr(self, name) for name in names}


def milliseconds(*functions: Callable[[], object], calls: int = 1, rounds: int = 7) -> tuple[float, ...]:
    """The best time of each function; they take turns, so that a busy machine is busy for all of them."""
    best = [float("inf")] * len(functions)
    for _ in range(rounds):
        for index, function in enumerate(functions):
            start = perf_counter()
            for _ in range(calls):
                function()
            best[index] = min(best[index], (perf_counter() - start) * 1000 / calls)
    return tuple(best)


def p95(values: Sequence[float]) -> float:
    """What nineteen of twenty do not exceed."""
    return quantiles(values, n=20, method="inclusive")[-1]


def as_installed() -> Mapping[str, str]:
    """The environment of a program that is started, without settings of whoever measures.

    Its modules are compiled once, as pip compiles those of libraries.
    """
    return {
        name: value
        for name, value in os.environ.items()
        if name != "PYTHONDONTWRITEBYTECODE" and not name.startswith("EVENFLOOR_")
    }
