"""What stands in the way of serving the rooms, found without changing anything in them."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from adapters.matrix.api import AccountLocked
from adapters.matrix.identity.standing import signing_problems
from adapters.matrix.inbound.invitations import waiting
from adapters.matrix.inbound.sync_answer import part
from adapters.matrix.inbound.timeline import UPGRADE
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.outbound.own_room import OwnRoom
from adapters.matrix.reconnecting import Sleep
from adapters.matrix.rooms.rights import LEVELS, MODERATOR, lacking, moderators, number
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
    settings: MatrixSettings,
    places: Sequence[Place],
    beside: Sequence[Sequence[Place]],
    trying: tuple[Clock, Sleep],
) -> Inspection:
    """In plain words; asked on a device of its own, not to disturb a running bot."""
    try:
        async with visiting(settings) as session:
            signing = await signing_problems(session, settings)
            rooms = await _rooms(session, settings, places, beside)
            notes = [*rooms.notes, *await limit_notes(OwnRoom(session, *trying))]
            return Inspection([*_encryption(settings), *signing, *rooms.problems], notes)
    except Misconfigured as error:
        return Inspection([str(error)])
    except AccountLocked as error:
        return Inspection([f"matrix.user {settings.user}: {error}"])
    except TryLater as error:
        wrong = f"matrix.homeserver {settings.homeserver}: {error}"
        return Inspection([f"{wrong}; check the address and the network"])


async def limit_notes(own_room: OwnRoom) -> Sequence[str]:
    """Whether a meeting will be slow: found by trying, where the account is alone."""
    try:
        seconds = await own_room.find()
    except (Undeliverable, TryLater) as error:
        return [f"whether the homeserver limits what the bot sends could not be found out ({error})"]
    if seconds is None:
        return []
    each = f"{round(seconds, 1) or 0.1:g} s"
    return [
        f"the homeserver limits what the bot sends to one message in {each}, once ten or so went at once; "
        "have that lifted for its account (docs/operate.md, A homeserver's limits on Matrix)"
    ]


def _encryption(settings: MatrixSettings) -> Sequence[str]:
    if settings.store_key:
        return []
    return [
        "matrix.store_key is not set, so encrypted direct chats cannot be read; set it to a long random text"
    ]


async def _rooms(
    session: Session, settings: MatrixSettings, places: Sequence[Place], beside: Sequence[Sequence[Place]]
) -> Inspection:
    rooms = Rooms(session.api, places)
    joined = await rooms.joined()
    expected = {invited.room_id for invited in await waiting(session.api, session.me)}
    found = {
        place: await _room(rooms, place, settings, joined, expected)
        for place in places
        if place.platform == NAME
    }
    able = {place: each.moderators for place, each in found.items()}
    notes = [note for place, each in found.items() for note in each.notes(place)]
    notes += _unexpected(able, {place for rooms in beside for place in rooms})
    return Inspection([problem for each in found.values() for problem in each.problems], notes)


class _Found(Struct, frozen=True):
    """What stands in the way in one room, and who moderates there; None where the bot cannot look."""

    problems: Sequence[str] = ()
    moderators: frozenset[str] | None = None

    def notes(self, place: Place) -> Sequence[str]:
        return () if self.moderators is None else [_who_moderates(place, self.moderators)]


async def _room(
    rooms: Rooms,
    place: Place,
    settings: MatrixSettings,
    joined: frozenset[str],
    expected: set[str],
) -> _Found:
    try:
        room_id = await rooms.id_of(place)
        if room_id in joined:
            return await _inside(rooms, room_id, place, settings)
    except (Undeliverable, TryLater) as error:
        return _Found([f"Room {place.id} cannot be reached ({error}); check its id or alias"])
    if room_id in expected:
        return _Found()
    return _Found([f"The bot is not in room {place.id}; invite {settings.user} there"])


async def _inside(rooms: Rooms, room_id: str, place: Place, settings: MatrixSettings) -> _Found:
    if given_up := await rooms.state(room_id, UPGRADE):
        new = part(given_up["content"], "replacement_room", str)
        return _Found([_given_up(place, new)])
    found = []
    needed = await lacking(rooms, room_id, settings.user)
    if needed is not None:
        found.append(f"The bot may not write in room {place.id}; give {settings.user} power level {needed}")
    if settings.store_key is None and await rooms.state(room_id, "m.room.encryption"):
        found.append(f"Room {place.id} is encrypted; set matrix.store_key, or use a room without encryption")
    levels = await rooms.state(room_id, LEVELS)
    if levels and number(levels["content"].get("users_default", 0)) >= MODERATOR:
        found.append(
            f"Everybody who comes into room {place.id} moderates; "
            f"make its default power level less than {MODERATOR}"
        )
    return _Found(found, await moderators(rooms, room_id) - {settings.user})


def _given_up(place: Place, new: str) -> str:
    """The bot goes along where it can; the file should name the room that it is now."""
    mend = f"put the new room's id into the meeting file: {new}" if new.isprintable() and new else ""
    return f"Room {place.id} was given up for a new one; {mend or 'ask who did it for the new one'}"


def _who_moderates(place: Place, able: Collection[str]) -> str:
    if not able:
        return f"in room {place.id} nobody has power level {MODERATOR}, a moderator's"
    return f"in room {place.id} these moderate by their power level: {_named(able)}"


def _unexpected(able: Mapping[Place, frozenset[str] | None], public: Collection[Place]) -> Sequence[str]:
    """Who moderates by their power in a public room and in no moderators' room, which may not be meant."""
    closed = [each for place, each in able.items() if place not in public and each is not None]
    known = frozenset[str]().union(*closed)
    return [
        f"in room {place.id} these moderate, and in no moderators' room: {_named(each - known)}; "
        f"give them less than power level {MODERATOR} there if you do not mean that"
        for place, each in able.items()
        if closed and place in public and each and each - known
    ]


def _named(people: Collection[str]) -> str:
    first = sorted(people)[:MOST_NAMED]
    more = f" and {len(people) - MOST_NAMED} more" if len(people) > MOST_NAMED else ""
    return f"{', '.join(first)}{more}"
