"""Encrypted messages whose keys did not come: taken up if the keys come later, while that is still meant."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from msgspec import Struct, field

from adapters.matrix.api import Json
from bot.ports.clock import Clock
from bot.ports.sync_positions import SyncPositions

T = TypeVar("T")
V = TypeVar("V")

PATIENCE = timedelta(minutes=15)
"""What was said longer ago is of another moment."""
MOST = 100
MOST_OF_ONE = 10
"""So many wait at once, of all and of one author; the others have to be written again."""
MOST_AUTHORS = 1000
_KEPT = "matrix:unread"


class Unread(Struct, frozen=True):
    """One message, as far as it can be seen."""

    room_id: str
    event_id: str
    until: datetime
    event: Json

    def __repr__(self) -> str:
        return f"Unread({self.room_id}, {self.event_id})"


class UnreadMessages(Struct):
    """What waits, oldest first; kept across restarts without saying whose it is."""

    sync_positions: SyncPositions
    clock: Clock
    _waiting: list[Unread] = field(default_factory=list)
    _told: dict[tuple[str, str], int] = field(default_factory=dict)
    _read: dict[str, int] = field(default_factory=dict)
    """When somebody wrote last what could be read."""
    _saved: str = "[]"

    async def load(self) -> list[tuple[str, str]]:
        """The rooms and ids of those of before a restart, which are to be read again."""
        self._saved = await self.sync_positions.load(_KEPT) or "[]"
        now, kept = self.clock.now(), json.loads(self._saved)
        return [(room, event) for room, event, until in kept if datetime.fromisoformat(until) > now]

    async def save(self) -> None:
        """Keep what waits now, if that has changed."""
        now = json.dumps([(each.room_id, each.event_id, each.until.isoformat()) for each in self._waiting])
        if now != self._saved:
            await self.sync_positions.save(_KEPT, now)
            self._saved = now

    def add(self, room_id: str, event: Json) -> bool:
        """Have a message wait; False if too many do, or its author has been read since."""
        now, author = self.clock.now(), event["sender"]
        if self._read.get(author, -1) >= event["origin_server_ts"]:
            return False
        self._waiting = [each for each in self._waiting if each.until > now]
        own = [each for each in self._waiting if each.event["sender"] == author]
        if any(each.event_id == event["event_id"] for each in own):
            return True
        if len(own) >= MOST_OF_ONE or len(self._waiting) >= MOST:
            return False
        self._waiting.append(Unread(room_id, event["event_id"], now + PATIENCE, event))
        return True

    def to_be_told(self, room_id: str, event: Json) -> bool:
        """Whether it is to be said: not again until something of its author's could be read."""
        author, at = event["sender"], event["origin_server_ts"]
        told = self._told.get((room_id, author))
        if told is not None and not told < self._read.get(author, 0) < at:
            return False
        self._told[room_id, author] = at
        _trim(self._told)
        return True

    def wrote(self, author: str, at: int) -> None:
        """Somebody was read: whatever else waits of theirs is repeated by that, or overtaken."""
        self._read.pop(author, None)
        self._read[author] = at
        _trim(self._read)
        self._waiting = [each for each in self._waiting if each.event["sender"] != author]

    def waiting(self) -> Iterator[Unread]:
        """Those that are still meant."""
        now = self.clock.now()
        return iter([each for each in self._waiting if each.until > now])

    def take(self, found: Unread) -> bool:
        """Have one taken up, and with it goes what its author had written before; False if it is gone."""
        if found not in self._waiting:
            return False
        author, upto = found.event["sender"], self._waiting.index(found)
        self._waiting = [
            each
            for number, each in enumerate(self._waiting)
            if number > upto or each.event["sender"] != author
        ]
        return True


def _trim(known: dict[T, V]) -> None:
    """The oldest are forgotten, lest somebody fills the memory with accounts."""
    while len(known) > MOST_AUTHORS:
        del known[next(iter(known))]
