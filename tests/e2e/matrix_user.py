"""Somebody with a Matrix client open: it takes part in every room it is asked into, and shows what comes."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tests.synapse import Person


@dataclass(frozen=True)
class Said:
    """A message of the bot."""

    room: str
    text: str
    pinged: frozenset[str]


@dataclass
class MatrixUser:
    """A person and their client."""

    person: Person
    bot: str
    seen: dict[str, Said] = field(default_factory=dict)
    """The bot's messages as they stand, by event id, oldest first."""
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _chat: str | None = None

    async def watch(self) -> None:
        """Follow everything, until cancelled."""
        since = ""
        while True:
            answer: Mapping[str, Any] = await self.person.call("GET", f"/sync?timeout=30000{since}")
            since = f"&since={quote(answer['next_batch'])}"
            rooms = answer.get("rooms", {})
            for room in rooms.get("invite", {}):
                await self.person.join(room)
            async with self._changed:
                for room, news in rooms.get("join", {}).items():
                    for event in news["timeline"]["events"]:
                        self._take(room, event)
                self._changed.notify_all()

    def _take(self, room: str, event: Mapping[str, Any]) -> None:
        content = event["content"]
        if event["type"] != "m.room.message" or event["sender"] != self.bot or "body" not in content:
            return
        relation = content.get("m.relates_to", {})
        if relation.get("rel_type") == "m.replace":
            shown, content = relation["event_id"], content["m.new_content"]
        else:
            shown = event["event_id"]
        pinged = frozenset(content.get("m.mentions", {}).get("user_ids", ()))
        self.seen[shown] = Said(room, content["body"], pinged)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until what is seen has come to be so."""
        async with asyncio.timeout(60), self._changed:
            await self._changed.wait_for(holds)

    def texts(self, room: str) -> list[str]:
        """The bot's messages in one room, oldest first."""
        return [said.text for said in self.seen.values() if said.room == room]

    def private(self, public: frozenset[str]) -> list[str]:
        """The bot's messages outside the public rooms."""
        return [said.text for said in self.seen.values() if said.room not in public]

    async def chat(self) -> str:
        """A direct chat with the bot, begun by this person."""
        if self._chat is None:
            self._chat = await self.person.create_room(
                preset="trusted_private_chat", is_direct=True, invite=[self.bot]
            )
            await self.person.until_member(self._chat, self.bot)
        return self._chat
