"""What was typed while no session stood: Discord tells of it no more, and its channels' history does."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import discord

from bot.ports.clock import Clock
from bot.ports.sync_positions import SyncPositions

log = logging.getLogger(__name__)

MOST: Final = 500
"""Messages of one channel, the first that were missed."""
LONGEST: Final = timedelta(minutes=30)
"""What was typed before a longer pause of the process is not meant any more."""
KEEP_EVERY: Final = timedelta(seconds=30)
_KEPT: Final = "discord:heard"


@dataclass
class Missed:
    """Knows how far the bot has heard, also over its restarts, and where people and the bot write.

    Direct chats are known to this process alone: no list of who writes to the bot is kept.
    """

    clock: Clock
    positions: SyncPositions
    _rooms: set[int] = field(default_factory=set)
    _chats: set[int] = field(default_factory=set)
    """Direct ones, where all that is written is for the bot."""
    _latest: int | None = None
    """The newest message that was heard, or the moment of the first session as if it were one."""
    _gap: int | None = None
    """The last one that was heard before a session that began anew."""
    _open: set[int] = field(default_factory=set)
    """Messages that are being taken in."""
    _behind: bool = True
    """Whether there may be older ones that are still to be read."""
    _loaded: bool = False
    _kept: datetime | None = None

    def posts_in(self, room: int) -> None:
        """The bot writes there, and so may people to it."""
        self._rooms.add(room)

    def heard(self, message: discord.Message) -> None:
        """A message that came as it should; of rooms those count where the bot writes."""
        if message.guild is None:
            self._chats.add(message.channel.id)
        self._latest = max(self._latest or 0, message.id)
        self._open.add(message.id)

    async def done(self, message: discord.Message, *, command: bool) -> None:
        """It was taken in; a restart begins behind it, or behind one that still is not."""
        self._open.discard(message.id)
        now = self.clock.now()
        if not self._behind and (command or self._kept is None or now - self._kept >= KEEP_EVERY):
            await self._keep(now)

    def begin(self) -> None:
        """A session begins: what it brings is no measure of what was missed before it."""
        self._behind = True
        if self._latest is None:
            self._latest = discord.utils.time_snowflake(self.clock.now())
        elif self._gap is None:
            self._gap = self._latest

    async def since(self, client: discord.Client) -> list[discord.Message]:
        """All that came after, in the order in which it was written; nothing where the bot never was."""
        if not self._loaded:
            await self._load()
        if self._gap is None:
            return []
        after, self._gap = discord.Object(self._gap), None
        found: list[discord.Message] = []
        for there in self._where(client):
            try:
                found += [each async for each in there.history(limit=MOST, after=after, oldest_first=True)]
            except discord.HTTPException as problem:
                log.warning("what was missed in a channel cannot be read: %s", type(problem).__name__)
        return sorted(found, key=lambda message: message.id)

    async def caught_up(self) -> None:
        """All that was missed has been taken in."""
        self._behind = False
        await self._keep(self.clock.now())

    async def _load(self) -> None:
        kept = await self.positions.load(_KEPT)
        self._loaded = True
        if kept is not None:
            told = json.loads(kept)
            oldest = discord.utils.time_snowflake(self.clock.now() - LONGEST)
            self._gap = max(int(told["heard"]), oldest)
            self._rooms.update(told["rooms"])

    async def _keep(self, now: datetime) -> None:
        self._kept = now
        heard = min((each - 1 for each in self._open), default=self._latest)
        await self.positions.save(
            _KEPT, json.dumps({"heard": heard, "rooms": sorted(self._rooms - self._chats)})
        )

    def _where(self, client: discord.Client) -> Iterator[discord.abc.Messageable]:
        """The channels; of a room Discord must have told, or its talk would be taken for a direct chat's."""
        rooms = (client.get_channel(room) for room in sorted(self._rooms - self._chats))
        yield from (room for room in rooms if isinstance(room, discord.abc.Messageable))
        yield from (client.get_partial_messageable(chat) for chat in sorted(self._chats))
