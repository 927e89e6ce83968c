"""What could be arranged better on a Discord server that the bot can serve as it is (`check --online`).

The coordination channel is a thread. Who may let people in there, beside the bot, is a right in the channel
above it, and the bot does not ask for the power to give that to anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp
import discord

from adapters.discord.client import point_at
from adapters.discord.errors import snowflake
from adapters.discord.settings import DiscordSettings
from bot.domain.identity import Place
from bot.ports.platform import Undeliverable


@dataclass(frozen=True)
class DiscordAdvice:
    """bot.ports.advice.Advice: which moderators could not go on without the bot."""

    settings: DiscordSettings

    async def notes(self, places: Sequence[Place]) -> Sequence[str]:
        """Over REST alone; what cannot be asked is among the problems already."""
        point_at(self.settings)
        async with discord.Client(intents=discord.Intents(guilds=True)) as client:
            try:
                await client.login(self.settings.token.get_secret_value())
                return [note for place in places for note in await self._of_place(client, place)]
            except (discord.DiscordException, aiohttp.ClientError, OSError):
                return []

    async def _of_place(self, client: discord.Client, place: Place) -> list[str]:
        try:
            channel = await client.fetch_channel(snowflake(place.id))
        except (Undeliverable, discord.NotFound, discord.Forbidden):
            return []
        if not isinstance(channel, discord.TextChannel):
            return []
        guild = await client.fetch_guild(channel.guild.id)
        known = [each for each in await guild.fetch_channels() if each.id == channel.id]
        return [
            f'the role "{role.name}" lacks "Manage Threads" in channel {channel.id} ({channel.name}), so its '
            "members could let nobody into the coordination channel if the bot were lost; allow it in the "
            "channel's permissions"
            for role in guild.roles
            if self._moderates(role) and not all(each.permissions_for(role).manage_threads for each in known)
        ]

    def _moderates(self, role: discord.Role) -> bool:
        """The role of the settings; where they name none, each that may manage the server."""
        if self.settings.moderator_role is not None:
            return role.name == self.settings.moderator_role
        return role.permissions.manage_guild and not role.managed
