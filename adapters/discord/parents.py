"""Under which channel of a server the coordination channel hangs: a thread, which not every channel can have.

A room of the meeting may be a thread: then it is that thread's channel. A forum has posts and no private
threads: then it is another room of the meeting on the same server; without one, the first text channel there
that everybody sees.
"""

from collections.abc import Iterable, Sequence

import discord

from adapters.discord.permissions import OPEN
from adapters.discord.rights import channel_of
from bot.domain.identity import Place
from bot.ports.platform import Undeliverable

Above = discord.abc.GuildChannel
"""A room's channel, or the one above a room that is a thread."""


async def able_beside(
    client: discord.Client, near: Place, rooms: Sequence[Place]
) -> Sequence[discord.TextChannel]:
    """The channels of the rooms on that server that can have it, the best first."""
    beside = await channel_of(client, near)
    if not isinstance(beside, discord.abc.GuildChannel | discord.Thread):
        return []
    found = [await _channel_above(client, place) for place in (rooms or [near])]
    able = best_first(each for each in found if each is not None and each.guild.id == beside.guild.id)
    guild = beside.guild
    return able or [each for each in guild.text_channels if takes_in_all(each, guild.me)][:1]


def best_first(channels: Iterable[discord.TextChannel]) -> Sequence[discord.TextChannel]:
    """Those first that everybody on the server sees: nobody else can be let into a thread of them."""
    each_once = dict.fromkeys(channels)
    return sorted(each_once, key=lambda each: not each.permissions_for(each.guild.default_role).view_channel)


def takes_in_all(channel: discord.TextChannel, me: discord.Member) -> bool:
    """Whether everybody sees it, and the bot may open a private thread in it."""
    held = channel.permissions_for(me)
    seen = channel.permissions_for(channel.guild.default_role).view_channel
    return seen and all(getattr(held, right) for right in OPEN)


async def _channel_above(client: discord.Client, place: Place) -> discord.TextChannel | None:
    """The room, or the channel of the thread that it is; None if it has no private threads, or is gone."""
    try:
        room = await channel_of(client, place)
    except (Undeliverable, discord.NotFound, discord.Forbidden):
        return None
    parent = room.parent if isinstance(room, discord.Thread) else room
    return parent if isinstance(parent, discord.TextChannel) else None
