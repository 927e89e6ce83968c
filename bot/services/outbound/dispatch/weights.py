"""What matters most where a platform takes only so much: declared once, for every delivery."""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import assert_never

from bot.services.outbound.actions import Action, Board, DirectMessage, LetIn, OpenChannel, Post


class Weight(IntEnum):
    """The lower one goes first."""

    FLOOR = 0
    """Who has the floor, and who is next."""
    CARD = 1
    """What the moderator who gives the floor reads."""
    PHASE = 2
    """What else everybody in a room is told."""
    TOGETHER = 3
    """One line in place of many private answers."""
    CALLED = 4
    """What whoever is called is told alone: the room has heard it."""
    ANSWER = 5
    """What else somebody is told alone."""
    BOARD = 6
    """What brings a board up to date."""

    @property
    def leaves(self) -> int:
        """How many sends it leaves for what matters more, of which each turn needs two."""
        return _LEAVES.get(self, 0)


_LEAVES: Mapping[Weight, int] = MappingProxyType(
    {Weight.TOGETHER: 2, Weight.CALLED: 3, Weight.ANSWER: 3, Weight.BOARD: 3}
)


FLOOR = frozenset(("has-the-floor", "has-the-floor-paused", "corrected-floor"))
CALLED = frozenset(("your-floor", "your-floor-paused", "on-deck", "on-deck-after"))
CARD = frozenset(("turn-card", "answered", "point-of-order", "words-revised", "words-removed", "chat-closed"))
"""The texts that are about the turn that runs or comes, and what moderators are answered."""
TOGETHER = "together"
"""The text that takes the place of many answers."""


def weight_of(action: Action) -> Weight:
    """How much it matters. A board that is posted anew has posts behind it, and so counts as one."""
    match action:
        case Post(message=message) if message.key in FLOOR:
            return Weight.FLOOR
        case Post(message=message) if message.key in CARD:
            return Weight.CARD
        case Post(message=message) if message.key == TOGETHER:
            return Weight.TOGETHER
        case DirectMessage(message=message) if message.key in CALLED:
            return Weight.CALLED
        case Post() | Board(again=True):
            return Weight.PHASE
        case DirectMessage() | OpenChannel() | LetIn():
            return Weight.ANSWER
        case Board():
            return Weight.BOARD
    assert_never(action)
