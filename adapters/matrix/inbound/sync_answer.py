"""What the homeserver tells in one answer to /sync, read part by part: what is odd in it is left out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from adapters.matrix.api import Json

T = TypeVar("T")


class Odd(ValueError):
    """An answer without the one thing that it must have."""


class Invitation(Struct, frozen=True):
    """Somebody wants the bot in a room."""

    room_id: str
    by: str
    direct: bool


class RoomUpdate(Struct, frozen=True):
    """What is new in a room that the bot is in."""

    room_id: str
    state: Sequence[Json] = ()
    timeline: Sequence[Json] = ()
    gap_before: str | None = None
    """Where to read back from, if more happened than is told; empty if the homeserver does not say."""


class SyncAnswer(Struct, frozen=True):
    """One answer."""

    position: str
    """Where to read on."""
    to_device: Sequence[Json]
    rooms: Sequence[RoomUpdate]
    left: Sequence[RoomUpdate]
    """The rooms that the bot is in no more."""
    invitations: Sequence[Invitation]
    keys: Json
    """How many one-time keys the server holds, and whose devices changed, as nio reads them."""
    afresh: bool = False
    """True where the rooms are told as they are, and not what is new in them."""


def read_answer(answer: Json, me: str) -> SyncAnswer:
    """The parts of an answer that can be read; Odd where nobody can tell how to read on."""
    position = answer.get("next_batch")
    if not isinstance(position, str) or not position:
        raise Odd("an answer without a position")
    rooms = part(answer, "rooms", dict)
    return SyncAnswer(
        position,
        objects(part(answer, "to_device", dict), "events"),
        [_room(id, told) for id, told in _rooms(rooms, "join")],
        [_room(id, told) for id, told in _rooms(rooms, "leave")],
        invitations(answer, me),
        _keys(answer),
    )


def invitations(answer: Json, me: str) -> Sequence[Invitation]:
    """Who asks the bot into which room."""
    return [
        Invitation(id, sender, part(event, "content", dict).get("is_direct") is True)
        for id, told in _rooms(part(answer, "rooms", dict), "invite")
        for event in objects(part(told, "invite_state", dict), "events")
        if (event.get("type"), event.get("state_key")) == ("m.room.member", me)
        and isinstance(sender := event.get("sender"), str)
    ]


def part(of: Mapping[str, object], name: str, kind: type[T]) -> T:
    """A part of an answer; empty if it is missing or of another kind."""
    found = of.get(name)
    return found if isinstance(found, kind) else kind()


def objects(of: Mapping[str, object], name: str) -> Sequence[Json]:
    """The objects in a list of an answer."""
    return [each for each in part(of, name, list) if isinstance(each, dict)]


def _rooms(rooms: Json, name: str) -> Iterator[tuple[str, Json]]:
    return ((id, told) for id, told in part(rooms, name, dict).items() if isinstance(told, dict))


def _room(id: str, told: Json) -> RoomUpdate:
    timeline = part(told, "timeline", dict)
    gap = part(timeline, "prev_batch", str) if timeline.get("limited") else None
    return RoomUpdate(id, objects(part(told, "state", dict), "events"), objects(timeline, "events"), gap)


def _keys(answer: Json) -> Json:
    counts, lists = part(answer, "device_one_time_keys_count", dict), part(answer, "device_lists", dict)
    return {
        "device_one_time_keys_count": {
            name: count for name, count in counts.items() if type(count) is int and 0 <= count < 1_000_000
        },
        "device_lists": {
            name: [user for user in part(lists, name, list) if isinstance(user, str)]
            for name in ("changed", "left")
        },
    }
