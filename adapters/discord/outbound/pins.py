"""Pinned messages on Discord, for which the bot needs a right that nobody has to give it."""

from collections.abc import Awaitable, Callable

import discord
from msgspec import Struct

from adapters.discord.channels import opened
from adapters.discord.errors import in_our_words, snowflake
from bot.domain.identity import Place
from bot.domain.message import say
from bot.ports.permissions import NotPermitted


class DiscordPins(Struct, frozen=True):
    """bot.ports.capabilities.Pins over the client that is connected."""

    client: Callable[[], discord.Client]

    async def pin(self, place: Place, message: str) -> None:
        """Discord says so in the channel, the first time."""
        client, channel, pinned = self.client(), snowflake(place.id), snowflake(message)
        await _changed(client, channel, lambda: client.http.pin_message(channel, pinned))

    async def unpin(self, place: Place, message: str) -> None:
        """What is gone is not pinned either."""
        client, channel, pinned = self.client(), snowflake(place.id), snowflake(message)

        async def unpinned() -> None:
            try:
                await client.http.unpin_message(channel, pinned)
            except discord.NotFound:
                return

        await _changed(client, channel, unpinned)


async def _changed(client: discord.Client, channel: int, change: Callable[[], Awaitable[None]]) -> None:
    with in_our_words():
        try:
            await opened(client, channel, change)
        except discord.Forbidden as error:
            raise NotPermitted(
                "no right to pin messages", say("pins-not-permitted", platform="discord")
            ) from error
