"""Who has a moderator's power in a room, read afresh each time: nio's copy misses demotions."""

import asyncio
from collections.abc import Mapping
from typing import Any

from adapters.matrix.api import Json, Refused
from adapters.matrix.inbound.sync_answer import part
from adapters.matrix.rooms.rooms import Rooms

MODERATOR = 50
_WRITTEN = "m.room.message", "m.room.encrypted"
"""What a room takes for words, first without encryption, then with it."""
LEVELS = "m.room.power_levels"
_ABOVE_ALL = 2**60
_CREATOR_LISTED = frozenset(map(str, range(1, 12)))
"""Room versions whose creator stands in the power levels; from 12 on creators are above all levels."""


def level(user: str, levels: Mapping[str, Any] | None, create: Json) -> int:
    """The power of a user, from the contents of m.room.power_levels and the event m.room.create."""
    creators = {create.get("sender")}
    if create["content"].get("room_version", "1") not in _CREATOR_LISTED:
        if user in creators | set(create["content"].get("additional_creators", ())):
            return _ABOVE_ALL
    elif levels is None:
        return 100 if user in creators else 0
    return number(part(levels or {}, "users", dict).get(user, (levels or {}).get("users_default", 0)))


async def moderates(rooms: Rooms, room_id: str, user: str) -> bool:
    """Whether somebody is in the room with a moderator's power; not if the bot cannot see it."""
    try:
        member, powers = await asyncio.gather(
            rooms.state(room_id, "m.room.member", user), power(rooms, room_id, user)
        )
    except Refused:
        return False
    return member is not None and member["content"].get("membership") == "join" and powers >= MODERATOR


async def moderators(rooms: Rooms, room_id: str) -> frozenset[str]:
    """Everybody who is in the room with a moderator's power."""
    create = await rooms.state(room_id, "m.room.create")
    levels = await rooms.state(room_id, LEVELS)
    if create is None:
        return frozenset()
    content = levels and levels["content"]
    people = await rooms.members(room_id)
    return frozenset(each for each in people if level(each, content, create) >= MODERATOR)


async def power(rooms: Rooms, room_id: str, user: str) -> int:
    """The power of a user in a room now."""
    create, levels = await asyncio.gather(rooms.state(room_id, "m.room.create"), rooms.state(room_id, LEVELS))
    return 0 if create is None else level(user, levels and levels["content"], create)


async def lacking(rooms: Rooms, room_id: str, user: str) -> int | None:
    """The power that somebody needs to write in a room, where they have less; else None."""
    event, sealed = await asyncio.gather(
        rooms.state(room_id, LEVELS), rooms.state(room_id, "m.room.encryption")
    )
    needed = _to_write(part(event or {}, "content", dict), _WRITTEN[sealed is not None])
    return needed if await power(rooms, room_id, user) < needed else None


def listed_to_write(user: str, levels: Mapping[str, Any]) -> bool:
    """Whether the levels alone let somebody write, encrypted or not; who made the room may have more."""
    listed = part(levels, "users", dict).get(user, levels.get("users_default", 0))
    return all(number(listed) >= _to_write(levels, kind) for kind in _WRITTEN)


def _to_write(levels: Mapping[str, Any], kind: str) -> int:
    return number(part(levels, "events", dict).get(kind, levels.get("events_default", 0)))


def number(value: object) -> int:
    """A power level; old rooms hold them as text, and odd ones what is none."""
    try:
        return int(str(value))
    except ValueError:
        return 0
