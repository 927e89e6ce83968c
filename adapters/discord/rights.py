"""Who moderates on Discord, asked of the server each time."""

from collections.abc import Callable, Sequence

import discord
from msgspec import Struct

from adapters.discord.errors import in_our_words, snowflake
from bot.domain.identity import Identity, Place
from bot.ports.permissions import NotAllowed
from bot.ports.platform import TryLater, Undeliverable


async def may_moderate(client: discord.Client, who: Identity, place: Place, role: str | None) -> bool:
    """True for who may manage the channel's server or has the named role there; False for strangers.

    NotAllowed where the bot may not ask.
    """
    if who.platform != place.platform:
        return False
    try:
        with in_our_words():
            channel = await channel_of(client, place)
            if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
                return False
            member = await channel.guild.fetch_member(snowflake(who.id))
    except NotAllowed:
        raise
    except Undeliverable:
        return False
    return member.guild_permissions.manage_guild or role in {held.name for held in member.roles}


class Entrances(Struct, frozen=True):
    """bot.ports.capabilities.Entrances by what the gateway told of the channels."""

    client: Callable[[], discord.Client]

    async def open_to(self, who: Identity, places: Sequence[Place], server: str) -> Sequence[Place]:
        """The channels and public threads of the server that a member of it sees."""
        try:
            with in_our_words():
                guild = self.client().get_guild(snowflake(server))
                member = await guild.fetch_member(snowflake(who.id)) if guild else None
        except Undeliverable:
            return []
        if guild is None or member is None:
            return []
        known = {place: guild.get_channel_or_thread(snowflake(place.id)) for place in places}
        return [place for place, channel in known.items() if channel and _shown(channel, member)]

    async def on_servers_of(self, who: Identity, places: Sequence[Place]) -> Sequence[Place]:
        """By asking each server that the rooms are on for that member, once.

        Whoever writes to the bot is on one of its servers, so where it has but one nobody is asked.
        """
        client = self.client()
        servers = {place: await _server_of(client, place) for place in places}
        known = {guild for guild in servers.values() if guild is not None}
        there = {guild: len(client.guilds) == 1 or await _is_in(guild, who) for guild in known}
        return [place for place, guild in servers.items() if guild is not None and there[guild]]


async def _server_of(client: discord.Client, place: Place) -> discord.Guild | None:
    """None of a room that is gone, or that the bot may not see."""
    try:
        with in_our_words():
            channel = await channel_of(client, place)
    except Undeliverable:
        return None
    return channel.guild if isinstance(channel, discord.abc.GuildChannel | discord.Thread) else None


async def _is_in(guild: discord.Guild, who: Identity) -> bool:
    try:
        with in_our_words():
            await guild.fetch_member(snowflake(who.id))
    except Undeliverable:
        return False
    return True


def _shown(channel: discord.abc.GuildChannel | discord.Thread, member: discord.Member) -> bool:
    private = isinstance(channel, discord.Thread) and channel.is_private()
    return channel.permissions_for(member).view_channel and not private


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
