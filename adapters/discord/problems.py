"""What stands in the way on Discord, asked before the meeting (`check --online`)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

import aiohttp
import discord

from adapters.discord.advice import on_coordination
from adapters.discord.errors import snowflake
from adapters.discord.permissions import NEEDED
from adapters.discord.rights import own_id
from adapters.discord.settings import DiscordSettings
from bot.domain.identity import Place
from bot.ports.inspection import Inspection
from bot.ports.platform import Undeliverable

STAGE_NEEDED = {"view_channel": "View Channel", "connect": "Connect", "mute_members": "Mute Members"}
"""Discord counts Mute Members only of who may connect."""

_Channel = discord.TextChannel | discord.Thread | discord.StageChannel


async def inspected(
    settings: DiscordSettings, places: Sequence[Place], beside: Sequence[Sequence[Place]]
) -> Inspection:
    """It asks over REST alone and starts no session."""

    async def ask(client: discord.Client) -> Inspection:
        found = [await _of_place(client, place, settings.moderator_role) for place in places]
        found += [await on_coordination(client, settings, rooms) for rooms in beside]
        return Inspection(
            list(dict.fromkeys(problem for each in found for problem in each.problems)),
            [*dict.fromkeys(note for each in found for note in each.notes), _on_words(client)],
        )

    return await _signed_in(settings, ask)


async def inspected_stages(settings: DiscordSettings, places: Sequence[Place]) -> Inspection:
    """The same for Stages."""

    async def ask(client: discord.Client) -> Inspection:
        return Inspection([each for place in places for each in await _of_stage(client, place)])

    return await _signed_in(settings, ask)


async def _signed_in(
    settings: DiscordSettings, ask: Callable[[discord.Client], Awaitable[Inspection]]
) -> Inspection:
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        try:
            await client.login(settings.token.get_secret_value())
            return await ask(client)
        except discord.LoginFailure:
            return Inspection([refused_token()])
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            wrong = f"Discord cannot be asked ({type(error).__name__})"
            return Inspection([f"{wrong}; check the network, and discord.api_base if it is set."])


def _on_words(client: discord.Client) -> str:
    """Nothing but a relay needs it."""
    flags = client.application.flags if client.application else None
    if flags is not None and (flags.gateway_message_content or flags.gateway_message_content_limited):
        return (
            "Message Content Intent is on; only a relay between a group's channels needs it, and only with "
            "one the bot asks for it"
        )
    return (
        "Message Content Intent is off, which is right without a relay; if a group is to have one "
        "(`relay on`), turn it on: discord.com/developers, the application, Bot, Privileged Gateway Intents"
    )


def refused_token() -> str:
    """What to do about a token that Discord does not take."""
    return (
        "Discord refuses the bot's token; on discord.com/developers open the application, Bot, Reset "
        "Token, and give the new one to Evenfloor."
    )


async def _of_place(client: discord.Client, place: Place, role: str | None) -> Inspection:
    channel = await _found(client, place)
    if isinstance(channel, str):
        return Inspection([channel])
    if not isinstance(channel, discord.TextChannel | discord.Thread):
        return Inspection([f"Discord channel {place.id}: not a text channel; name a text channel."])
    guild = await client.fetch_guild(channel.guild.id)
    offered = await _slash_commands(client, guild)
    held = await _held(guild, channel, own_id(client))
    problems = [*_missing(channel, held, _needed(channel)), *_without_role(guild, role), *offered.problems]
    notes = [_who_moderates(guild, role), *offered.notes, *_fileless(channel, held)]
    return Inspection(problems, notes)


def _needed(channel: discord.TextChannel | discord.Thread) -> Mapping[str, str]:
    """In a thread one writes by another permission."""
    thread = isinstance(channel, discord.Thread)
    return {name: label for name, label in NEEDED.items() if not (thread and name == "send_messages")}


async def _slash_commands(client: discord.Client, guild: discord.Guild) -> Inspection:
    """They are registered for all servers at once; a server can have been left without, or have others."""
    try:
        own = await client.http.get_guild_commands(client.application_id or own_id(client), guild.id)
    except discord.Forbidden:
        wrong = f"Discord server {guild.name}: the bot may offer no slash commands there"
        mend = "open the bot's invitation with scope=bot+applications.commands once more, for that server."
        return Inspection([f"{wrong}; {mend}"])
    if not own:
        return Inspection([])
    names = ", ".join(sorted(str(each["name"]) for each in own))
    return Inspection(
        [],
        [
            f"on the server {guild.name} another program registered commands of this bot ({names}), beside "
            "those for all servers; people are shown both, and those do nothing"
        ],
    )


async def _of_stage(client: discord.Client, place: Place) -> Sequence[str]:
    channel = await _found(client, place)
    if isinstance(channel, str):
        return [channel]
    if not isinstance(channel, discord.StageChannel):
        return [f"Discord channel {place.id}: not a Stage channel; name a Stage channel, or leave stage out."]
    guild = await client.fetch_guild(channel.guild.id)
    return _missing(channel, await _held(guild, channel, own_id(client)), STAGE_NEEDED)


async def _found(client: discord.Client, place: Place) -> object:
    """The channel, or what is wrong with it."""
    try:
        return await client.fetch_channel(snowflake(place.id))
    except Undeliverable:
        return f"Discord channel {place.id}: not a channel id; right-click the channel, Copy Channel ID."
    except (discord.NotFound, discord.Forbidden):
        wrong = f"Discord channel {place.id}: not there, or the bot may not see it"
        mend = "invite the bot to the server and allow it View Channel in the channel's permissions."
        return f"{wrong}; {mend}"


async def _held(guild: discord.Guild, channel: _Channel, me: int) -> Sequence[discord.Permissions]:
    """What the bot may do there; a forum has no private threads to ask about."""
    where = channel.parent_id if isinstance(channel, discord.Thread) else channel.id
    member = await guild.fetch_member(me)
    above = [known for known in await guild.fetch_channels() if known.id == where]
    held = [known.permissions_for(member) for known in above]
    if isinstance(next(iter(above), None), discord.ForumChannel):
        held[0].update(create_private_threads=True)
    return held


def _missing(channel: _Channel, held: Sequence[discord.Permissions], needed: Mapping[str, str]) -> list[str]:
    return [
        f'Discord channel {channel.id} ({channel.name}): the bot lacks "{label}"; allow it in the '
        "channel's permissions or in the bot's role."
        for name, label in needed.items()
        if not all(getattr(permissions, name) for permissions in held)
    ]


def _fileless(channel: _Channel, held: Sequence[discord.Permissions]) -> list[str]:
    if all(permissions.attach_files for permissions in held):
        return []
    return [
        f'Discord channel {channel.id} ({channel.name}): the bot lacks "Attach Files", so files are left out '
        "of its messages there; allow it in the channel's permissions if you want them"
    ]


def _who_moderates(guild: discord.Guild, role: str | None) -> str:
    """By roles: who has them Discord tells only bots with a privileged intent."""
    able = [
        held.name
        for held in guild.roles
        if not held.is_bot_managed() and (held.permissions.manage_guild or held.name == role)
    ]
    roles = f" and those who have the role {_or(able)}" if able else ""
    return f"on the server {guild.name} its owner{roles} moderate" + ("" if able else "s")


def _or(names: Sequence[str]) -> str:
    return " or ".join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)


def _without_role(guild: discord.Guild, role: str | None) -> list[str]:
    if role is None or role in {known.name for known in guild.roles}:
        return []
    return [
        f'Discord server {guild.name}: no role is named "{role}"; write the role\'s name in '
        "discord.moderator_role exactly as the server has it, or leave it out."
    ]
