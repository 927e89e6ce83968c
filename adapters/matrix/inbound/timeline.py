"""The events of a room since the last sync: nothing missing, nothing from before the bot was wanted there."""

import json
from collections.abc import Sequence
from urllib.parse import urlencode

from adapters.matrix.api import Api, Json, OddAnswer, route
from adapters.matrix.inbound.events import own_member
from adapters.matrix.inbound.sync_answer import objects

TYPES = [
    "m.room.message",
    "m.room.encrypted",
    "m.reaction",
    "m.room.redaction",
    "m.room.member",
    "m.room.encryption",
]
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
