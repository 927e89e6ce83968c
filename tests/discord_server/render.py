"""The world as Discord's API tells of it (API v10)."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from aiohttp import web

from tests.discord_server.guilds.guild import Guild
from tests.discord_server.world import DM, STAGE, VIEW_CHANNEL, Channel, Message, Thread, User, World

Json = dict[str, object]

FIRST_EDIT = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
_REPLY = 19
_FORWARD = 1
_LONG_AGO = "2024-01-01T00:00:00.000000+00:00"


def user(of: User) -> Json:
    return {
        "id": of.id,
        "username": of.name.lower().replace(" ", "_"),
        "global_name": of.name,
        "discriminator": "0",
        "avatar": None,
        "bot": of.bot,
    }


def member(world: World, id: str, of: Guild) -> Json:
    return {
        "user": user(world.users[id]),
        "nick": None,
        "roles": sorted(of.members[id]),
        "joined_at": _LONG_AGO,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def channel(world: World, of: Channel) -> Json:
    if of.type == DM:
        return {"id": of.id, "type": DM, "recipients": [user(world.users[of.recipient or ""])]}
    if isinstance(of, Thread):
        return thread(world, of)
    return {
        "id": of.id,
        "type": of.type,
        "guild_id": of.guild,
        "name": of.name,
        "position": 0,
        "permission_overwrites": [
            {
                "id": who,
                "type": 0 if who in world.guilds[of.guild].roles else 1,
                "allow": str(one.allow),
                "deny": str(one.deny),
            }
            for who, one in of.overwrites.items()
        ],
        "topic": of.topic or None,
        **({"bitrate": 64000, "user_limit": 0} if of.type == STAGE else {}),
    }


def thread(world: World, of: Thread) -> Json:
    return {
        "id": of.id,
        "type": of.type,
        "guild_id": of.guild,
        "parent_id": of.parent,
        "owner_id": of.owner,
        "name": of.name,
        "message_count": len(world.posted_in(of.id)),
        "member_count": len(of.members),
        "thread_metadata": {
            "archived": of.archived,
            "auto_archive_duration": of.auto_archive,
            "archive_timestamp": _LONG_AGO,
            "locked": of.locked,
            "invitable": of.invitable,
        },
    }


def guild(of: Guild) -> Json:
    return {
        "id": of.id,
        "name": of.name,
        "owner_id": of.owner,
        "member_count": len(of.members),
        "roles": [
            {"id": role.id, "name": role.name, "permissions": str(role.permissions), "position": number}
            for number, role in enumerate(of.roles.values())
        ],
        "emojis": [],
        "features": [],
    }


def guild_in_full(world: World, of: Guild, in_voice: Sequence[str] = ()) -> Json:
    """As GUILD_CREATE brings it, with what the bot may see and who is in a voice channel."""
    return guild(of) | {
        "channels": [channel(world, one) for one in world.channels_of(of.id)],
        "threads": [
            thread(world, one)
            for one in world.threads()
            if one.guild == of.id and not one.archived and world.permissions(world.bot.id, one) & VIEW_CHANNEL
        ],
        "members": [member(world, each, of) for each in (world.bot.id, *in_voice)],
        "unavailable": False,
        "large": True,
    }


def message(world: World, of: Message) -> Json:
    """What only one person sees is told without its server, as if it stood in a direct chat."""
    where = world.channels[of.channel]
    rendered: Json = {
        "id": of.id,
        "channel_id": of.channel,
        "author": user(world.users[of.author]),
        "content": of.content,
        "type": 0,
        "timestamp": datetime.now(UTC).isoformat(),
        "edited_timestamp": (FIRST_EDIT + timedelta(minutes=of.edits)).isoformat() if of.edits else None,
        "tts": False,
        "mention_everyone": of.pings_everyone,
        "mentions": [user(world.users[one]) for one in sorted(of.pinged)],
        "mention_roles": [],
        "attachments": [attachment(world, of, number) for number in range(len(of.files))],
        "embeds": [],
        "components": of.components,
        "pinned": False,
        "flags": of.flags,
    }
    if of.reactions:
        rendered["reactions"] = list(_reactions(world, of))
    if of.replies_to:
        rendered["type"] = _REPLY
        rendered["message_reference"] = {
            "type": 0,
            "message_id": of.replies_to,
            "channel_id": of.channel,
            "guild_id": where.guild,
        }
    if of.forwards:
        rendered["message_reference"] = {"type": _FORWARD, "message_id": of.id, "channel_id": of.channel}
        rendered["message_snapshots"] = [{"message": {**rendered, "content": of.forwards}}]
    if of.answers is not None:
        rendered["interaction_metadata"] = of.answers
    if where.type != DM and of.reader is None:
        whole = member(world, of.author, world.guilds[where.guild])
        rendered["guild_id"] = where.guild
        rendered["member"] = {key: value for key, value in whole.items() if key != "user"}
    return rendered


def _reactions(world: World, of: Message) -> Iterator[Json]:
    for emoji, count in sorted(Counter(emoji for _, emoji in of.reactions).items()):
        mine = (world.bot.id, emoji) in of.reactions
        details = {"burst": 0, "normal": count}
        yield {
            "count": count,
            "count_details": details,
            "me": mine,
            "me_burst": False,
            "emoji": {"id": None, "name": emoji},
            "burst_colors": [],
        }


def attachment(world: World, of: Message, number: int) -> Json:
    file = of.files[number]
    url = f"{world.file_server}/attachments/{of.channel}/{of.id}/{file.name}"
    return {
        "id": file.id or str(int(of.id) + number),
        "filename": file.name,
        "size": len(file.content) if file.size is None else file.size,
        "url": url,
        "proxy_url": url,
    }


def reply(data: object, *, status: int = 200) -> web.Response:
    """JSON with exactly the content type that discord.py looks for."""
    body = json.dumps(data).encode()
    return web.Response(body=body, status=status, headers={"Content-Type": "application/json"})
