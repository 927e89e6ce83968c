"""What every constituency has had: the memory of the queue, a fold over the charged turns alone.

Joining, leaving and waiting never touch it, so nobody gains by them.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct, field

from bot.domain.changing import replace
from bot.domain.fair_queue.rule import Number, Value
from bot.domain.fair_queue.values import Person


class Share(NamedTuple):
    """The account of one group of the first dimension."""

    progress: Number = 0
    """What it has been charged, in units (P)."""
    last: int = -1
    """The number of its last turn; -1: never heard."""
    bypassed: int = 0
    """Its turns since its longest waiter was called."""


class Heard(NamedTuple):
    """The account of one value of a later dimension; of two, the lesser has been heard less."""

    total: Number
    """What it has been charged, in units (T)."""
    last: int
    """The number of its last turn (L); -1: never heard."""


class Balance(NamedTuple):
    """The accounts of one later dimension."""

    heard: Mapping[Value, Heard] = MappingProxyType({})
    most: Number = 0
    """The highest total that any of them reached (M)."""


class Ledger(Struct, frozen=True):
    """All accounts after some turns; `Ledger()` is the start of a meeting."""

    clock: Number = 0
    """How far the rotation has come, in units (V)."""
    groups: Mapping[Value, Share] = field(default_factory=dict)
    balances: Mapping[str, Balance] = field(default_factory=dict)
    """By later dimension."""
    turns: int = 0
    """How many turns have been charged, which is the number of the next one (n)."""
    run_group: Value = None
    run: int = 0
    """How many turns in a row `run_group` has just had; 0 only at the start."""
    said: Mapping[Person, int] = field(default_factory=dict)
    """How many turns each person has had in this phase, of those who have had any."""

    def turns_since(self, group: Value) -> int | None:
        """How many turns others have had since the group's last; None: never heard."""
        share = self.groups.get(group)
        return None if share is None else self.turns - 1 - share.last


def new_phase(ledger: Ledger) -> Ledger:
    """Everybody is a first-time speaker again; the rotation goes on."""
    return replace(ledger, said={})
