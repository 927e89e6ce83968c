"""What was typed while no session stood: Discord tells of it no more, and its channels' history does."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import discord
from msgspec import Struct, field

from adapters.discord.inbound.insisting import PAUSES, insist
from bot.ports.clock import Clock
from bot.ports.sync_positions import SyncPositions

MOST: Final = 500
"""Messages of one channel, the first that were missed."""
LONGEST: Final = timedelta(minutes=30)
"""What was typed before a longer pause of the process is not meant any more."""
MOST_TALK: Final = 5_000
TALK: Final = timedelta(days=7)
"""So much is read where a relay takes what people write to other rooms."""
KEEP_EVERY: Final = timedelta(seconds=30)
_KEPT: Final = "discord:heard"
_Channel = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel
_Readable = _Channel | discord.PartialMessageable


class Missed(Struct):
    """Knows how far the bot has heard, also over its restarts, and where people and the bot write.

    Direct chats are known to this process alone: no list of who writes to the bot is kept.
    """

    clock: Clock
    positions: SyncPositions
    talk: set[int] = field(default_factory=set)
    """Rooms where also what people write to each other counts."""
    pauses: Sequence[float] = PAUSES
    """Seconds between attempts to read a channel back."""
    _rooms: set[int] = field(default_factory=set)
    _chats: set[int] = field(default_factory=set)
    """Direct ones, where all that is written is for the bot."""
    _latest: int | None = None
    """The newest message that was heard, or the moment of the first session as if it were one."""
    _gap: int | None = None
    """The last one that was heard before a session that began anew."""
    _talk_gap: int | None = None
    """The same where talk counts."""
    _read_up: asyncio.Event = field(default_factory=asyncio.Event)
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
        # Talk is not read twice: its author may have kept it out of a relay, and think otherwise by then.
        counts = command or message.channel.id in self.talk
        if not self._behind and (counts or self._kept is None or now - self._kept >= KEEP_EVERY):
            await self._keep(now)

    def begin(self) -> None:
        """A session begins: what it brings is no measure of what was missed before it."""
        self._behind = True
        self._read_up.clear()
        if self._latest is None:
            self._latest = discord.utils.time_snowflake(self.clock.now())
        elif self._gap is None:
            self._gap = self._talk_gap = self._latest

    async def since(self, client: discord.Client) -> list[tuple[discord.Message, bool]]:
        """All that came after, in the order in which it was written; nothing where the bot never was.

        Each with whether it may be a command: of what is too old for that only talk is left.
        """
        if not self._loaded:
            await self._load()
        if self._gap is None:
            return []
        gap, talk_gap, self._gap, self._talk_gap = self._gap, self._talk_gap or self._gap, None, None
        found: list[discord.Message] = []
        try:
            for there in self._where(client):
                begin, most = (talk_gap, MOST_TALK) if there.id in self.talk else (gap, MOST)
                found += await insist(partial(_read, there, begin, most), self.pauses) or ()
        except Exception:
            # The next session reads it.
            self._gap, self._talk_gap = gap, talk_gap
            raise
        return [(each, each.id > gap) for each in sorted(found, key=lambda message: message.id)]

    async def until_read_up(self) -> None:
        """Return when what was missed has been taken in, or cannot be: talk goes on in its order."""
        await self._read_up.wait()

    def read_up(self) -> None:
        """Nothing older is taken in any more."""
        self._read_up.set()

    async def caught_up(self) -> None:
        """All that was missed has been taken in."""
        self._behind = False
        await self._keep(self.clock.now())

    async def _load(self) -> None:
        kept = await self.positions.load(_KEPT)
        self._loaded = True
        if kept is not None:
            told = json.loads(kept)
            heard, now = int(told["heard"]), self.clock.now()
            self._gap = max(heard, discord.utils.time_snowflake(now - LONGEST))
            self._talk_gap = max(heard, discord.utils.time_snowflake(now - TALK))
            self._rooms.update(told["rooms"])

    async def _keep(self, now: datetime) -> None:
        self._kept = now
        heard = min((each - 1 for each in self._open), default=self._latest)
        await self.positions.save(
            _KEPT, json.dumps({"heard": heard, "rooms": sorted(self._rooms - self._chats)})
        )

    def _where(self, client: discord.Client) -> Iterator[_Readable]:
        """The channels; of a room Discord must have told, or its talk would be taken for a direct chat's."""
        rooms = (client.get_channel(room) for room in sorted(self._rooms - self._chats))
        yield from (room for room in rooms if isinstance(room, _Readable))
        yield from (client.get_partial_messageable(chat) for chat in sorted(self._chats))


async def _read(there: _Readable, begin: int, most: int) -> Sequence[discord.Message]:
    after = discord.Object(begin)
    return [each async for each in there.history(limit=most, after=after, oldest_first=True)]
