"""How the floor is shared, changed in the middle."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.fair_queue import Rule


@dataclass(frozen=True)
class RuleChanged:
    """The floor is shared by another rule from now on.

    The whole rule is kept: what a name stands for may be another in a later version of the program.
    """

    name: str
    rule: Rule
    by: int
    kind: Literal["rule-changed"] = "rule-changed"
