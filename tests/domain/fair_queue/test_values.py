"""What goes in and out is a value: it cannot change behind anybody's back."""

import pytest

from bot.domain.fair_queue import Call, GroupStanding, Ledger, Reason, Rule, Ticket, Turn
from bot.domain.fair_queue.presets import Preset

TICKET = Ticket(1, ("A",), 1)
REASON = Reason("A", "only_group", None, "only_one")


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (Rule(), "dims"),
        (TICKET, "held"),
        (Call(TICKET, True, False), "front"),
        (Turn(1, ("A",)), "kind"),
        (Ledger(), "turns"),
        (REASON, "group"),
        (GroupStanding("A", 1, None), "waiting"),
        (Preset(), "rule"),
    ],
)
def test_a_value_is_frozen(value: object, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(value, name, None)


def test_a_turn_of_which_nothing_else_is_said() -> None:
    assert Turn(1, ("A",)) == Turn(1, ("A",), kind="rule", front=True, forced=False, seconds=None)
