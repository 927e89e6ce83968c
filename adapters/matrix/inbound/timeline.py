"""The events of a room since the last sync: nothing missing, nothing from before the bot was wanted there."""

import logging
from collections.abc import Sequence

from nio import (
    AsyncClient,
    BadEvent,
    Event,
    MessageDirection,
    RoomMessagesResponse,
    Timeline,
    UnknownBadEvent,
)

from adapters.matrix.api import Refused, ask
from adapters.matrix.inbound.events import own_member

log = logging.getLogger(__name__)

AnyEvent = Event | BadEvent
"""As nio gives them: what it cannot parse is still there, as JSON in `source`."""

TYPES = [
    "m.room.message",
    "m.room.encrypted",
    "m.reaction",
    "m.room.redaction",
    "m.room.member",
    "m.room.encryption",
]
PAGE = 250


async def events_since(
    client: AsyncClient, room_id: str, timeline: Timeline, since: str, *, direct: bool
) -> Sequence[AnyEvent]:
    """What is new for the bot, oldest first; the homeserver leaves a gap when much has happened."""
    events = timeline.events
    if timeline.limited and timeline.prev_batch:
        events = [*await _gap(client, room_id, timeline.prev_batch, since), *events]
    whole = [event for event in events if not isinstance(event, UnknownBadEvent)]
    return after_arrival(whole, client.user_id, direct=direct)


def after_arrival(events: Sequence[AnyEvent], me: str, *, direct: bool) -> Sequence[AnyEvent]:
    """Without what was said before the bot came; in a direct chat, before it was asked to come."""
    changes = [
        (i, change)
        for i, event in enumerate(events)
        if not event.decrypted and (change := own_member(event.source, me))
    ]
    joins = [i for i, (_, after) in changes if after == "join"]
    if not joins:
        return events
    asked = [i for i, (_, after) in changes if after == "invite" and i < joins[-1]]
    return events[(asked[-1] if direct and asked else joins[-1]) :]


async def _gap(
    client: AsyncClient, room_id: str, start: str, end: str
) -> Sequence[AnyEvent | UnknownBadEvent]:
    found: list[AnyEvent | UnknownBadEvent] = []
    page_start: str | None = start
    while page_start:
        try:
            page = await ask(
                client.room_messages(room_id, page_start, end, MessageDirection.back, PAGE, {"types": TYPES}),
                RoomMessagesResponse,
            )
        except Refused as error:
            log.warning("Matrix: messages of room %s cannot be read: %s", room_id, error)
            break
        found.extend(page.chunk)
        page_start = page.end if page.chunk else None
    return found[::-1]
