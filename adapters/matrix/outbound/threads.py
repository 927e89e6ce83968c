"""Threads: what was asked in one is answered there."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct, field

from adapters.matrix.api import Api, Json, Refused, route
from adapters.matrix.inbound.events import is_id
from adapters.matrix.inbound.sync_answer import part
from adapters.matrix.outbound.markup import NAME

REMEMBERED: Final = 1000
"""Of so many commands it is known where they stood; of older ones the homeserver is asked."""


class Asked(Struct, frozen=True):
    """Where somebody asked: the room, and what puts an answer beside the question."""

    room_id: str
    beside: Json


class Threads(Struct):
    """Which of the messages that were heard stand in which thread."""

    api: Api
    _roots: OrderedDict[str, str] = field(default_factory=OrderedDict)

    def heard(self, event: Json) -> None:
        """Remember it; what replaces a message stands where that stood."""
        relation = _relation(event)
        replaced = relation.get("event_id") if relation.get("rel_type") == "m.replace" else None
        self._roots[event["event_id"]] = self._roots.get(str(replaced), "") if replaced else _root(relation)
        if len(self._roots) > REMEMBERED:
            self._roots.popitem(last=False)

    async def asked(self, room_id: str, cause: str) -> Asked:
        """Where the command with this cause stood; beside nothing if it has none."""
        event_id = cause.removeprefix(f"{NAME}:")
        root = await self._root_of(room_id, event_id) if event_id else ""
        return Asked(room_id, _beside(root, event_id) if root else {})

    async def replying(self, room_id: str, event_id: str) -> tuple[Json, Json]:
        """What makes a message a reply to that one, in its thread if it stands in one; and its further parts.

        Clients quote it as it is whenever somebody looks.
        """
        if not event_id:
            return {}, {}
        root = await self._root_of(room_id, event_id)
        behind = _beside(root, event_id) if root else {}
        thread = {"rel_type": "m.thread", "event_id": root, "is_falling_back": False} if root else {}
        return {"m.relates_to": {**thread, "m.in_reply_to": {"event_id": event_id}}}, behind

    async def _root_of(self, room_id: str, event_id: str) -> str:
        root = self._roots.get(event_id)
        return await self._look_up(room_id, event_id) if root is None else root

    async def _look_up(self, room_id: str, event_id: str) -> str:
        try:
            event = await self.api.call("GET", route("rooms", room_id, "event", event_id))
        except Refused:
            return ""
        return _root(_relation(event))


def _beside(root: str, event_id: str) -> Json:
    """Clients that know no threads show it as a reply."""
    behind = {"is_falling_back": True, "m.in_reply_to": {"event_id": event_id}}
    return {"m.relates_to": {"rel_type": "m.thread", "event_id": root, **behind}}


def without_thread(beside: Json) -> Json:
    """The same as a mere reply; nothing of what only stands behind one."""
    relation = part(beside, "m.relates_to", dict)
    reply = None if relation.get("is_falling_back") else relation.get("m.in_reply_to")
    return {"m.relates_to": {"m.in_reply_to": reply}} if reply else {}


def _relation(event: Mapping[str, Any]) -> Mapping[str, Any]:
    return part(part(event, "content", dict), "m.relates_to", dict)


def _root(relation: Mapping[str, Any]) -> str:
    """Other homeservers let anything pass for the id of one."""
    root = relation.get("event_id")
    return root if relation.get("rel_type") == "m.thread" and is_id(root) else ""
