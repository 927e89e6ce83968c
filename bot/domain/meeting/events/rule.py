"""How the floor is shared, changed in the middle."""

from msgspec import Struct

from bot.domain.fair_queue import Rule


class RuleChanged(Struct, frozen=True, tag_field="kind", tag="rule-changed"):
    """The floor is shared by another rule from now on.

    The whole rule is kept: what a name stands for may be another in a later version of the program.
    """

    name: str
    rule: Rule
    by: int
