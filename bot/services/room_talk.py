"""How much was said in each room since its board was hung up, by people to each other."""

from collections import Counter

from msgspec import Struct, field

from bot.domain.identity import Place
from bot.ports.store import Posted

BURIED = 8
"""A board with more posts of the bot's own behind it than this is posted again."""
TALKED = 24
"""So many messages of anybody behind it bury it as well: two screens of a phone."""


class RoomTalk(Struct, frozen=True):
    """Counted in memory: after a restart a buried board hangs a little longer, and nothing is lost."""

    _since: Counter[Place] = field(default_factory=Counter)

    def heard(self, place: Place) -> None:
        """One more message; where no board was hung up nobody counts."""
        if place in self._since:
            self._since[place] += 1

    def buries(self, posted: Posted) -> bool:
        """Whether the board is out of sight."""
        return posted.since > BURIED or posted.since + self._since[posted.place] > TALKED

    def begin(self, place: Place) -> None:
        """A new board hangs there."""
        self._since[place] = 0
