"""What was typed while no session stood: Discord tells of it no more, and its channels' history does."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import discord

from bot.ports.clock import Clock

log = logging.getLogger(__name__)

MOST: Final = 100
"""Messages of one channel, the first that were missed."""


@dataclass
class Missed:
    """Knows how far this process has heard, and where people and the bot write to each other."""

    clock: Clock
    _rooms: set[int] = field(default_factory=set)
    _chats: set[int] = field(default_factory=set)
    """Direct ones, where all that is written is for the bot."""
    _latest: int | None = None
    """The newest message that was heard, or the moment of the first session as if it were one."""
    _gap: int | None = None
    """The last one that was heard before a session that began anew."""

    def posts_in(self, room: int) -> None:
        """The bot writes there, and so may people to it."""
        self._rooms.add(room)

    def heard(self, message: discord.Message) -> None:
        """A message that came as it should; of rooms those count where the bot writes."""
        if message.guild is None:
            self._chats.add(message.channel.id)
        self._latest = max(self._latest or 0, message.id)

    def begin(self) -> None:
        """A session begins: what it brings is no measure of what was missed before it."""
        if self._latest is None:
            self._latest = discord.utils.time_snowflake(self.clock.now())
        elif self._gap is None:
            self._gap = self._latest

    async def since(self, client: discord.Client) -> list[discord.Message]:
        """All that came after, in the order in which it was written; nothing at the first session."""
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

    def _where(self, client: discord.Client) -> Iterator[discord.abc.Messageable]:
        """The channels; of a room Discord must have told, or its talk would be taken for a direct chat's."""
        rooms = (client.get_channel(room) for room in sorted(self._rooms - self._chats))
        yield from (room for room in rooms if isinstance(room, discord.abc.Messageable))
        yield from (client.get_partial_messageable(chat) for chat in sorted(self._chats))
