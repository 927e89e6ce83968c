"""The events of a room since the last sync: nothing missing, nothing from before the bot was wanted there."""

import json
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import accumulate
from operator import itemgetter
from urllib.parse import urlencode

from adapters.matrix.api import Api, Json, OddAnswer, route
from adapters.matrix.inbound.events import LAST_MS, homeserver, own_member, sound
from adapters.matrix.inbound.sync_answer import objects, part
from adapters.matrix.rooms.rights import LEVELS

UPGRADE = "m.room.tombstone"
"""A room that is given up for a new one."""
STATE = ["m.room.member", "m.room.encryption", LEVELS, UPGRADE]
SAID = ["m.room.message", "m.room.encrypted", "m.sticker", "m.poll.start", "org.matrix.msc3381.poll.start"]
TYPES = [*SAID, "m.reaction", "m.room.redaction", *STATE]
PAGE = 250
MOST_PAGES = 400
"""A gap of more than 100,000 events is not filled to its end."""


class Timeline:
    """Reads rooms back."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def between(self, room_id: str, begin: str, end: str) -> Sequence[Json]:
        """What happened in a room between two positions, oldest first."""
        found: list[Json] = []
        start: object = end
        for _ in range(MOST_PAGES):
            page = await self._page(room_id, begin, str(start))
            chunk = objects(page, "chunk")
            found.extend(chunk)
            if not chunk or page.get("end") in (None, start):
                break
            start = page["end"]
        return found[::-1]

    async def _page(self, room_id: str, begin: str, start: str) -> Json:
        asked = {
            "dir": "b",
            "from": start,
            "to": begin,
            "limit": PAGE,
            "filter": json.dumps({"types": TYPES}),
        }
        page = await self._api.call("GET", f"{route('rooms', room_id, 'messages')}?{urlencode(asked)}")
        if not isinstance(page.get("chunk"), list):
            raise OddAnswer("a page without events")
        return page


def after_arrival(events: Sequence[Json], me: str, *, direct: bool) -> Sequence[Json]:
    """Without what was said before the bot came; in a direct chat, before it was asked to come."""
    changes = [(i, change) for i, event in enumerate(events) if (change := own_member(event, me))]
    joins = [i for i, (_, after) in changes if after == "join"]
    if not joins:
        return events
    asked = [i for i, (_, after) in changes if after == "invite" and i < joins[-1]]
    return events[(asked[-1] if direct and asked else joins[-1]) :]


def first_arrival(events: Sequence[Json], me: str) -> bool:
    """Whether the bot has come into the room for the first time: it comes once, and from nowhere."""
    own = [(each, change[1]) for each in events if (change := own_member(each, me))]
    if [after for _, after in own].count("join") != 1:
        return False
    return not part(part(own[0][0], "unsigned", dict), "prev_content", dict)


def by_time(rooms: Iterable[tuple[str, Sequence[Json]]], server: str) -> Iterator[tuple[str, Json]]:
    """The events of all rooms in the order in which they were sent, each with its room.

    No room's own order is changed: it is the homeserver's, and edits and removals depend on it.
    """
    timed = [
        [(at, id, event) for at, event in zip(_times(events, server), events, strict=True)]
        for id, events in rooms
    ]
    return ((id, event) for _, id, event in merge(*timed, key=itemgetter(0)))


def _times(events: Sequence[Json], server: str) -> Sequence[int]:
    """When each event of a room counts as sent, in milliseconds since 1970; never falling.

    The time of an event is what its sender's homeserver says, and may be a lie; only our own is trusted.
    So another's counts no later than the next event of our own, and no earlier than the event before it.
    What a lie can still do: too early a time gains what writing as the first in the bot's absence would,
    and nothing before what was taken already; too late a time holds back those of other homeservers
    behind it in the same room, to the end of the same answer at most.
    """
    latest, bounds = LAST_MS, [LAST_MS] * len(events)
    for i in range(len(events) - 1, -1, -1):
        if sound(events[i]) and homeserver(events[i]["sender"]) == server:
            latest = min(latest, events[i]["origin_server_ts"])
        bounds[i] = latest
    sent = (event["origin_server_ts"] if sound(event) else 0 for event in events)
    return list(accumulate((min(each) for each in zip(sent, bounds, strict=True)), max))
