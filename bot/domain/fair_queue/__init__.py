"""The fair queue: whose last turn is longest ago is next, and why, as pure functions of small values."""

from bot.domain.fair_queue.ledger import Ledger, new_phase
from bot.domain.fair_queue.ledger_builder import charge, under
from bot.domain.fair_queue.ordering.calling_order import CallingOrder, order
from bot.domain.fair_queue.ordering.kept_order import KeptOrder
from bot.domain.fair_queue.reasons import (
    GroupStanding,
    Reason,
    by_age,
    group_standings,
    reason,
    select_and_say,
)
from bot.domain.fair_queue.rule import UNDISCLOSED, Rule
from bot.domain.fair_queue.selection import callable_groups, select
from bot.domain.fair_queue.values import Attributes, Call, Person, Ticket, Turn

__all__ = [
    "UNDISCLOSED",
    "Attributes",
    "Call",
    "CallingOrder",
    "GroupStanding",
    "KeptOrder",
    "Ledger",
    "Person",
    "Reason",
    "Rule",
    "Ticket",
    "Turn",
    "by_age",
    "callable_groups",
    "charge",
    "group_standings",
    "new_phase",
    "order",
    "reason",
    "select",
    "select_and_say",
    "under",
]
