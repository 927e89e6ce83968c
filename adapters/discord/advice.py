"""What could be arranged better on a Discord server that the bot can serve as it is (`check --online`).

The coordination channel is a thread. Who may let people in there, beside the bot, is a right in the channel
above it, and the bot does not ask for the power to give that to anybody.
"""

from collections.abc import Sequence

import discord

from adapters.discord.errors import snowflake
from adapters.discord.settings import DiscordSettings
from bot.domain.identity import Place
from bot.ports.platform import Undeliverable


async def thread_advice(client: discord.Client, settings: DiscordSettings, beside: Place) -> Sequence[str]:
    """Which moderators could not go on without the bot, in a thread of that channel."""
    try:
        channel = await client.fetch_channel(snowflake(beside.id))
    except (Undeliverable, discord.NotFound, discord.Forbidden):
        return []  # which is among the problems already
    if not isinstance(channel, discord.TextChannel):
        return []
    guild = await client.fetch_guild(channel.guild.id)
    known = [each for each in await guild.fetch_channels() if each.id == channel.id]
    return [
        f'the role "{role.name}" lacks "Manage Threads" in channel {channel.id} ({channel.name}), so its '
        "members could let nobody into the coordination channel if the bot were lost; allow it in the "
        "channel's permissions"
        for role in guild.roles
        if _moderates(role, settings) and not all(each.permissions_for(role).manage_threads for each in known)
    ]


def _moderates(role: discord.Role, settings: DiscordSettings) -> bool:
    """The role of the settings; where they name none, each that may manage the server."""
    if settings.moderator_role is not None:
        return role.name == settings.moderator_role
    return role.permissions.manage_guild and not role.managed
