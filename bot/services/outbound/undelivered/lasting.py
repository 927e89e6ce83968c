"""What is worth saying late: declared once, for everything that a platform may refuse."""

from collections.abc import Mapping, Set
from types import MappingProxyType

from bot.domain.meeting.state import Meeting
from bot.domain.message import Message
from bot.ports.store import Transaction
from bot.services.outbound.actions import Action, Board, DirectMessage, LetIn, OpenChannel, Post

LASTING: Mapping[str, Set[str]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("invitation", "reminder", "moved-time", "moved-rooms", "cancelled"), frozenset(("planned",))
        ),
        **dict.fromkeys(
            ("panel", "announcement", "announced-by", "told-by", "rule-changed", "corrected-rule"),
            frozenset(("open",)),
        ),
        **dict.fromkeys(("closed", "closed-moderators", "balance", "welcome"), frozenset(("closed",))),
        "reported": frozenset(("open", "closed")),
    }
)
"""The texts that stay true, and in which meetings: one that is planned, that is open, or that is over.

What else a room is told is of a moment, or stands on the board, which is posted anew.
"""
CARD = "turn-card"


def may_last(action: Action) -> bool:
    """Whether it may be worth trying again at all; the rest is not kept."""
    match action:
        case Post(message=message):
            return message.key == CARD or message.key in LASTING
        case OpenChannel() | LetIn():
            return True
        case Board() | DirectMessage():
            return False


def still_so(tx: Transaction, meeting: Meeting, action: Action) -> bool:
    """Whether it says or does now what is to be said or done."""
    match action:
        case Post(message=message):
            return _true(meeting, message)
        case OpenChannel(near):
            opened = {place.platform for place in meeting.channels}
            return meeting.status == "closed" and near.platform not in opened
        case LetIn(place=place, who=who):
            account = tx.people.account(meeting.plan.id, who)
            goes_on = account is not None and (account.stays or account.person in meeting.moderators)
            return place in meeting.channels and (goes_on or who in meeting.plan.coordinators)
        case Board() | DirectMessage():
            return False


def _true(meeting: Meeting, message: Message) -> bool:
    """Of the turn cards only that of the turn that runs."""
    if message.key == CARD:
        return meeting.floor is not None and message.arguments["number"] == meeting.floor.number
    return meeting.status in LASTING.get(message.key, ())
