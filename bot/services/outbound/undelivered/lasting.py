"""What is worth saying late: declared once, for everything that a platform may refuse."""

from collections.abc import Mapping, Set
from types import MappingProxyType

from bot.domain.fair_queue import Rule
from bot.domain.fair_queue.presets import PRESETS
from bot.domain.identity import Identity, Place
from bot.domain.meeting.decide.overrides import rule_named
from bot.domain.meeting.group.membership import is_member
from bot.domain.meeting.state import Meeting
from bot.domain.message import Argument, Message, Moment, Name
from bot.ports.store import Transaction
from bot.reactions.rule import OWN
from bot.services.outbound.actions import (
    Action,
    Board,
    DirectMessage,
    LetIn,
    Listen,
    OpenChannel,
    Post,
    Relay,
    ResourcePage,
    RetireBoard,
    Seat,
    ShowReactions,
    TakeBack,
    TakeDown,
    TakeOut,
    Unrelay,
)

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
CHANGES = frozenset(("moved-time", "moved-rooms", "cancelled"))
"""What is told also in rooms that the meeting has left."""


def may_last(action: Action) -> bool:
    """Whether it may be worth trying again at all; the rest is not kept."""
    match action:
        case Post(message=message):
            return message.key == CARD or message.key in LASTING
        case OpenChannel() | LetIn() | TakeOut() | ResourcePage():
            return True
        case Board() | RetireBoard() | DirectMessage() | Seat() | TakeDown() | TakeBack():
            return False
        case Listen() | Relay() | Unrelay() | ShowReactions():
            return False


def still_so(tx: Transaction, meeting: Meeting, action: Action) -> bool:
    """Whether it says or does now what is to be said or done."""
    match action:
        case Post(place=place, message=message):
            return (message.key in CHANGES or _has(meeting, place)) and _true(meeting, message)
        case ResourcePage(place):
            return _has(meeting, place)
        case OpenChannel(near):
            return meeting.status == "closed" and near not in meeting.rooms_with_channel
        case LetIn(place=place, who=who):
            return place in meeting.channels and _goes_on(tx, meeting, who)
        case TakeOut(place=place, who=who):
            return place in meeting.channels and not _goes_on(tx, meeting, who)
        case Board() | RetireBoard() | DirectMessage() | Seat() | TakeDown() | TakeBack():
            return False
        case Listen() | Relay() | Unrelay() | ShowReactions():
            return False


def _goes_on(tx: Transaction, group: Meeting, who: Identity) -> bool:
    account = tx.people.account(group.plan.id, who)
    if account is None or not (account.stays or account.person in group.moderators):
        return False
    return is_member(group, account.person) and not group.participants[account.person].quietly


def _has(meeting: Meeting, place: Place) -> bool:
    """Whether it is a room of the meeting, by its file as it is now."""
    return place in (*meeting.plan.places, *meeting.plan.moderators_rooms, *meeting.channels)


def _true(meeting: Meeting, message: Message) -> bool:
    """What was overtaken is left: below what is newer it would be read as the present."""
    if message.key == CARD:
        return _of_running_turn(meeting, message)
    if meeting.status not in LASTING.get(message.key, ()):
        return False
    said, plan = message.arguments, meeting.plan
    match message.key:
        case "invitation":
            return not plan.cancelled and said["day"] == Moment(plan.start, "date")
        case "reminder":
            return not plan.cancelled and said["start"] == Moment(plan.start, "date")
        case "moved-time":
            return not plan.cancelled and said["new"] == Moment(plan.start, "date")
        case "moved-rooms":
            return not plan.cancelled
        case "cancelled":
            return plan.cancelled
        case "rule-changed":
            return meeting.rule == _rule_called(meeting, said["name"])
        case "corrected-rule":
            return meeting.other_rule is None
    return True


def _of_running_turn(meeting: Meeting, card: Message) -> bool:
    """A number alone is not enough: what is taken back gives it free."""
    turn, said = meeting.floor, card.arguments
    return turn is not None and (said["number"], said["name"]) == (turn.number, Name(turn.person))


def _rule_called(meeting: Meeting, name: Argument) -> Rule | None:
    if name == OWN:
        return meeting.plan.rule
    return rule_named(meeting, str(name)) if name in PRESETS else None
