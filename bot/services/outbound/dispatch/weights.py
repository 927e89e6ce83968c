"""What matters most where a platform takes only so much: declared once, for every delivery."""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import assert_never

from bot.domain.message import Message
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


class Weight(IntEnum):
    """The lower one goes first."""

    FLOOR = 0
    """Who has the floor, and who is next."""
    CARD = 1
    """What the moderator who gives the floor reads."""
    PHASE = 2
    """What else everybody in a room is told."""
    TOGETHER = 3
    """One line in place of many private answers, before it is written; then it is a post like others."""
    CALLED = 4
    """What whoever is called is told alone: the room has heard it."""
    ANSWER = 5
    """What else somebody is told alone."""
    TALK = 6
    """What people say to each other in a group, on its way to another channel."""
    BOARD = 7
    """What brings a board up to date, or takes back what was said."""

    @property
    def leaves(self) -> int:
        """How many sends it leaves for what matters more: floor, card, and one beside them."""
        return _LEAVES.get(self, 0)


_LEAVES: Mapping[Weight, int] = MappingProxyType(
    {Weight.TOGETHER: 2, Weight.CALLED: 3, Weight.ANSWER: 3, Weight.TALK: 3, Weight.BOARD: 3}
)


FLOOR = frozenset(("has-the-floor", "has-the-floor-paused", "corrected-floor"))
CALLED = frozenset(("your-floor", "your-floor-paused", "on-deck", "on-deck-after"))
CARD = frozenset(("turn-card", "answered", "point-of-order", "words-revised", "words-removed", "chat-closed"))
"""The texts that are about the turn that runs or comes, and what moderators are answered."""


def weight_of(action: Action) -> Weight:
    """How much it matters. A board that is posted anew has posts behind it, and so counts as one."""
    match action:
        case Post(message=message) if message.key in FLOOR:
            return Weight.FLOOR
        case Seat():
            return Weight.FLOOR
        case Post(message=message) if message.key in CARD:
            return Weight.CARD
        case DirectMessage(message=message) if message.key in CALLED:
            return Weight.CALLED
        case Post() | Board(again=True):
            return Weight.PHASE
        case DirectMessage() | OpenChannel() | LetIn() | TakeOut() | Listen():
            return Weight.ANSWER
        case Relay() | Unrelay():
            return Weight.TALK
        case Board() | RetireBoard() | ResourcePage() | TakeDown() | TakeBack() | ShowReactions():
            return Weight.BOARD
    assert_never(action)


def said_by_card(action: Action, behind: Action) -> bool:
    """Whether it tells the moderators who has the floor, which the turn card behind it tells as well."""
    match action, behind:
        case Post(message=Message("answered", {"what": Message("floor-given")})), Post(message=card):
            return card.key == "turn-card"
        case _:
            return False
