"""What stands in the way of serving the rooms, found without changing anything in them."""

from collections.abc import Sequence

from adapters.matrix.api import AccountLocked
from adapters.matrix.identity.standing import signing_problems
from adapters.matrix.inbound.invitations import waiting
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.outbound.own_room import OwnRoom
from adapters.matrix.reconnecting import Sleep
from adapters.matrix.rooms.rights import MODERATOR, moderators, number, power
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.session import Session
from adapters.matrix.settings import MatrixSettings
from adapters.matrix.visit import visiting
from bot.domain.identity import Place
from bot.ports.clock import Clock
from bot.ports.inspection import Inspection
from bot.ports.platform import Misconfigured, TryLater, Undeliverable

MOST_NAMED = 10
"""So many moderators of a room are named; more are counted."""


async def inspected(
    settings: MatrixSettings, places: Sequence[Place], trying: tuple[Clock, Sleep]
) -> Inspection:
    """In plain words; asked on a device of its own, not to disturb a running bot."""
    try:
        async with visiting(settings) as session:
            signing = await signing_problems(session, settings)
            rooms = await _rooms(session, settings, places)
            notes = [*rooms.notes, *await _limit(OwnRoom(session, *trying))]
            return Inspection([*_encryption(settings), *signing, *rooms.problems], notes)
    except Misconfigured as error:
        return Inspection([str(error)])
    except AccountLocked as error:
        return Inspection([f"matrix.user {settings.user}: {error}"])
    except TryLater as error:
        wrong = f"matrix.homeserver {settings.homeserver}: {error}"
        return Inspection([f"{wrong}; check the address and the network"])


async def _limit(own_room: OwnRoom) -> Sequence[str]:
    """Whether a meeting will be slow: found by trying, where the account is alone."""
    try:
        seconds = await own_room.find()
    except (Undeliverable, TryLater) as error:
        return [f"whether the homeserver limits what the bot sends could not be found out ({error})"]
    if seconds is None:
        return []
    return [
        f"the homeserver limits what the bot sends to one message in {seconds:.0f} s, once ten or so went "
        "at once; have that lifted for its account (docs/operate.md, A homeserver's limits on Matrix)"
    ]


def _encryption(settings: MatrixSettings) -> Sequence[str]:
    if settings.store_key:
        return []
    return [
        "matrix.store_key is not set, so encrypted direct chats cannot be read; set it to a long random text"
    ]


async def _rooms(session: Session, settings: MatrixSettings, places: Sequence[Place]) -> Inspection:
    rooms = Rooms(session.api, places)
    joined = await rooms.joined()
    expected = {invited.room_id for invited in await waiting(session.api, session.me)}
    found = [
        await _room(rooms, place, settings, joined, expected) for place in places if place.platform == NAME
    ]
    return Inspection(
        [problem for each in found for problem in each.problems],
        [note for each in found for note in each.notes],
    )


async def _room(
    rooms: Rooms,
    place: Place,
    settings: MatrixSettings,
    joined: frozenset[str],
    expected: set[str],
) -> Inspection:
    try:
        room_id = await rooms.id_of(place)
        if room_id in joined:
            return await _inside(rooms, room_id, place, settings)
    except (Undeliverable, TryLater) as error:
        return Inspection([f"Room {place.id} cannot be reached ({error}); check its id or alias"])
    if room_id in expected:
        return Inspection()
    return Inspection([f"The bot is not in room {place.id}; invite {settings.user} there"])


async def _inside(rooms: Rooms, room_id: str, place: Place, settings: MatrixSettings) -> Inspection:
    found = []
    event = await rooms.state(room_id, "m.room.power_levels")
    levels = event["content"] if event else {}
    needed = levels.get("events", {}).get("m.room.message", levels.get("events_default", 0))
    if await power(rooms, room_id, settings.user) < number(needed):
        found.append(f"The bot may not write in room {place.id}; give {settings.user} power level {needed}")
    if settings.store_key is None and await rooms.state(room_id, "m.room.encryption"):
        found.append(f"Room {place.id} is encrypted; set matrix.store_key, or use a room without encryption")
    able = await moderators(rooms, room_id) - {settings.user}
    return Inspection(found, [_who_moderates(place, sorted(able))])


def _who_moderates(place: Place, able: Sequence[str]) -> str:
    if not able:
        return f"in room {place.id} nobody has power level {MODERATOR}, a moderator's"
    more = f" and {len(able) - MOST_NAMED} more" if len(able) > MOST_NAMED else ""
    return f"in room {place.id} these moderate by their power level: {', '.join(able[:MOST_NAMED])}{more}"
