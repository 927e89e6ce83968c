"""What must be kept, as one small Protocol per concern; all of them act inside one transaction.

A transaction is one plain function of a Transaction, run whole or not at all. It waits for nothing else.
"""

from bot.ports.store.boards import Boards, Posted
from bot.ports.store.erasing import Erasing, Traces, Works
from bot.ports.store.log import Begun, Causes, EventRow, Heads, Json, Log
from bot.ports.store.outages import Outages
from bot.ports.store.outbox import Added, Delivery, Outbox, Pending, alone_with
from bot.ports.store.people import Account, Arrival, NameKind, People, Profile, Written
from bot.ports.store.planned import Planned
from bot.ports.store.records import NOTHING, AllRecords, Records
from bot.ports.store.setup import Draft, KeptCode, Setup
from bot.ports.store.timers import (
    FORGETTING,
    GROUP,
    INTRODUCTION,
    MEETING,
    REACTIONS,
    RETENTION,
    Due,
    Timers,
    clock_cause,
    is_of_another_clock,
)
from bot.ports.store.transaction import Commit, Store, Transaction, Unavailable

__all__ = [
    "FORGETTING",
    "GROUP",
    "INTRODUCTION",
    "MEETING",
    "NOTHING",
    "REACTIONS",
    "RETENTION",
    "Account",
    "Added",
    "AllRecords",
    "Arrival",
    "Begun",
    "Boards",
    "Causes",
    "Commit",
    "Delivery",
    "Draft",
    "Due",
    "Erasing",
    "EventRow",
    "Heads",
    "Json",
    "KeptCode",
    "Log",
    "NameKind",
    "Outages",
    "Outbox",
    "Pending",
    "People",
    "Planned",
    "Posted",
    "Profile",
    "Records",
    "Setup",
    "Store",
    "Timers",
    "Traces",
    "Transaction",
    "Unavailable",
    "Works",
    "Written",
    "alone_with",
    "clock_cause",
    "is_of_another_clock",
]
