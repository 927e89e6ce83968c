"""Who moderates on Discord, asked of the server each time."""

import discord

from adapters.discord.errors import in_our_words, snowflake
from bot.domain.identity import Identity, Place
from bot.ports.platform import TryLater, Undeliverable


async def may_moderate(client: discord.Client, who: Identity, place: Place, role: str | None) -> bool:
    """True for who may manage the channel's server or has the named role there; False for strangers."""
    if who.platform != place.platform:
        return False
    try:
        with in_our_words():
            channel = await channel_of(client, place)
            if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
                return False
            member = await channel.guild.fetch_member(snowflake(who.id))
    except Undeliverable:
        return False
    return member.guild_permissions.manage_guild or role in {held.name for held in member.roles}


async def channel_of(
    client: discord.Client, place: Place
) -> discord.abc.GuildChannel | discord.abc.PrivateChannel | discord.Thread:
    """The channel as the gateway told of it, or asked for where it did not."""
    channel = snowflake(place.id)
    return client.get_channel(channel) or await client.fetch_channel(channel)


def own_id(client: discord.Client) -> int:
    """The bot's own user id, known once it has logged in."""
    if client.user is None:
        raise TryLater("not logged in to Discord yet")
    return client.user.id
