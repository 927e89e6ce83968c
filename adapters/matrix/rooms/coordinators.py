"""The right to run a room of the bot's making, for people: so that they can go on if the bot is lost.

Power level 100, and no less: with 50 nobody could let others moderate or move the room to a new version, and
a room whose only administrator is gone stays as it is for good.
"""

from adapters.matrix.api import Json, Refused
from adapters.matrix.rooms.rights import level, number
from adapters.matrix.rooms.rooms import Rooms

COORDINATOR = 100
_LEVELS = "m.room.power_levels"
_MOVED = "m.room.tombstone"
"""What moves a room to a new version; where creators are above all, new rooms ask for more than 100."""


async def make_coordinator(rooms: Rooms, room_id: str, user: str) -> None:
    """Give one account the level, if it has less; Refused where the bot may not.

    The levels are read last and written at once, and all that they hold is written back, since people change
    them too and Matrix knows no other way. Whoever is to come may have a level before they are there.
    """
    create = await rooms.state(room_id, "m.room.create")
    levels = await rooms.state(room_id, _LEVELS)
    if create is None or levels is None:
        raise Refused("M_NOT_FOUND")
    if level(user, levels["content"], create) < COORDINATOR:
        await rooms.set_state(room_id, _LEVELS, _with(user, levels["content"]))


def _with(user: str, levels: Json) -> Json:
    """The same levels with one account at the top, and the room's next version in people's hands."""
    changed = {**levels, "users": {**levels.get("users", {}), user: COORDINATOR}}
    if number(levels.get("events", {}).get(_MOVED, 0)) > COORDINATOR:
        changed["events"] = {**levels["events"], _MOVED: COORDINATOR}
    return changed
