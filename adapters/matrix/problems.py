"""What stands in the way of serving the rooms, found without changing anything in them."""

from collections.abc import Sequence

from adapters.matrix.identity.standing import signing_problems
from adapters.matrix.inbound.invitations import waiting
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.rooms.rights import number, power
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.session import Session
from adapters.matrix.settings import MatrixSettings
from adapters.matrix.visit import visiting
from bot.domain.identity import Place
from bot.ports.platform import Misconfigured, TryLater, Undeliverable


async def problems(settings: MatrixSettings, places: Sequence[Place]) -> Sequence[str]:
    """Every problem in plain words with its mend; on a device of its own, not to disturb a running bot."""
    try:
        async with visiting(settings) as session:
            signing = await signing_problems(session, settings)
            return [*_encryption(settings), *signing, *await _rooms(session, settings, places)]
    except Misconfigured as error:
        return [str(error)]
    except TryLater as error:
        return [f"matrix.homeserver {settings.homeserver}: {error}; check the address and the network"]


def _encryption(settings: MatrixSettings) -> Sequence[str]:
    if settings.store_key:
        return []
    return [
        "matrix.store_key is not set, so encrypted direct chats cannot be read; set it to a long random text"
    ]


async def _rooms(session: Session, settings: MatrixSettings, places: Sequence[Place]) -> Sequence[str]:
    rooms = Rooms(session.api, places)
    joined = await rooms.joined()
    expected = {invited.room_id for invited in await waiting(session.api, session.me)}
    found: list[str] = []
    for place in places:
        if place.platform == NAME:
            found += await _room(rooms, place, settings, joined, expected)
    return found


async def _room(
    rooms: Rooms,
    place: Place,
    settings: MatrixSettings,
    joined: frozenset[str],
    expected: set[str],
) -> Sequence[str]:
    try:
        room_id = await rooms.id_of(place)
        if room_id in joined:
            return await _inside(rooms, room_id, place, settings)
    except (Undeliverable, TryLater) as error:
        return [f"Room {place.id} cannot be reached ({error}); check its id or alias"]
    if room_id in expected:
        return []
    return [f"The bot is not in room {place.id}; invite {settings.user} there"]


async def _inside(rooms: Rooms, room_id: str, place: Place, settings: MatrixSettings) -> Sequence[str]:
    found = []
    event = await rooms.state(room_id, "m.room.power_levels")
    levels = event["content"] if event else {}
    needed = levels.get("events", {}).get("m.room.message", levels.get("events_default", 0))
    if await power(rooms, room_id, settings.user) < number(needed):
        found.append(f"The bot may not write in room {place.id}; give {settings.user} power level {needed}")
    if settings.store_key is None and await rooms.state(room_id, "m.room.encryption"):
        found.append(f"Room {place.id} is encrypted; set matrix.store_key, or use a room without encryption")
    return found
