"""Where the coordination channels of a meeting will hang, and who could run them (`check --online`).

The coordination channel is a thread. Who may let people in there, beside the bot, is a right in the channel
above it, and the bot does not ask for the power to give that to anybody.
"""

from collections.abc import Iterator, Mapping, Sequence

import discord

from adapters.discord.errors import snowflake
from adapters.discord.parents import Above, best_first, takes_in_all
from adapters.discord.permissions import OPTIONAL
from adapters.discord.rights import own_id
from adapters.discord.settings import DiscordSettings
from bot.domain.identity import Place
from bot.ports.inspection import Inspection
from bot.ports.platform import Undeliverable


async def on_coordination(
    client: discord.Client, settings: DiscordSettings, rooms: Sequence[Place]
) -> Inspection:
    """On each server of a meeting: that there can be one, that it can be entered, and run without the bot."""
    problems: list[str] = []
    notes: list[str] = []
    for server, channels in (await _by_server(client, rooms)).items():
        guild = await client.fetch_guild(server)
        every = await guild.fetch_channels()
        there = [each for each in every if each.id in channels]
        me = await guild.fetch_member(own_id(client))
        above = _above(every, there, me)
        if above is None:
            problems.append(
                f"Discord server {guild.name}: no channel there can have the coordination channel, since a "
                "forum has no private threads; add a text channel of that server as a room."
            )
        else:
            chosen = _unseen(above, there) if above in there else [_no_room(above)]
            notes += [*chosen, *_without_right(above, guild, settings), *_optional(above, me)]
    return Inspection(problems, notes)


def _above(every: Sequence[Above], rooms: Sequence[Above], me: discord.Member) -> discord.TextChannel | None:
    """What `able_beside` takes first in a session."""
    able = best_first(each for each in rooms if isinstance(each, discord.TextChannel))
    others = [each for each in every if isinstance(each, discord.TextChannel) and takes_in_all(each, me)]
    others.sort(key=lambda each: (each.position, each.id))
    return next(iter([*able, *others]), None)


def _no_room(above: discord.TextChannel) -> str:
    return (
        f"the coordination channel will be a thread of channel {above.id} ({above.name}), which is no room "
        "of the meeting, since a forum has no private threads; a text channel that is a room comes before it"
    )


async def _by_server(client: discord.Client, rooms: Sequence[Place]) -> Mapping[int, Sequence[int]]:
    """The ids of the rooms' channels, and of those above rooms that are threads."""
    found: dict[int, list[int]] = {}
    for room in rooms:
        try:
            channel = await client.fetch_channel(snowflake(room.id))
        except (Undeliverable, discord.NotFound, discord.Forbidden):
            continue  # which is among the problems already
        if isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            above = channel.parent_id if isinstance(channel, discord.Thread) else channel.id
            found.setdefault(channel.guild.id, []).append(above)
    return found


def _unseen(above: discord.TextChannel, rooms: Sequence[Above]) -> Iterator[str]:
    """Whoever does not see the channel cannot be let into its thread."""
    everybody = above.guild.default_role
    seen = any(each.permissions_for(everybody).view_channel for each in rooms)
    if seen and not above.permissions_for(everybody).view_channel:
        yield (
            f"the coordination channel will be a thread of channel {above.id} ({above.name}), and nobody can "
            "be let in who does not see that channel; another of the meeting's rooms is seen by everybody"
        )


def _without_right(above: discord.TextChannel, guild: discord.Guild, settings: DiscordSettings) -> list[str]:
    """Which moderators could not go on without the bot."""
    return [
        f'the role "{role.name}" lacks "Manage Threads" in channel {above.id} ({above.name}), so its '
        "members could let nobody into the coordination channel if the bot were lost; allow it in the "
        "channel's permissions"
        for role in guild.roles
        if _moderates(role, settings) and not above.permissions_for(role).manage_threads
    ]


def _optional(above: discord.TextChannel, me: discord.Member) -> Iterator[str]:
    """What the bot does without where it has no right for it."""
    held = above.permissions_for(me)
    for name, (label, without) in OPTIONAL.items():
        if not getattr(held, name):
            yield (
                f'the bot has no "{label}" in channel {above.id} ({above.name}), which is optional: {without}'
            )


def _moderates(role: discord.Role, settings: DiscordSettings) -> bool:
    """The role of the settings; where they name none, each that may manage the server."""
    if settings.moderator_role is not None:
        return role.name == settings.moderator_role
    return role.permissions.manage_guild and not role.managed
