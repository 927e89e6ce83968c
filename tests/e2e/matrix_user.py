"""Somebody with a Matrix client open: it takes part in every room it is asked into, and shows what comes."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final
from urllib.parse import quote

from msgspec import Struct, field

from tests.e2e.bot import PATIENCE
from tests.synapse import Person

_MANY: Final = quote('{"room": {"timeline": {"limit": 100}}}')
"""So many messages come at once and none is left out."""


class Said(Struct, frozen=True):
    """A message of the bot."""

    room: str
    text: str
    pinged: frozenset[str]
    file: str = ""
    """The address of what goes with it."""


class MatrixUser(Struct):
    """A person and their client."""

    person: Person
    bot: str
    seen: dict[str, Said] = field(default_factory=dict)
    """The bot's messages as they stand, by event id, oldest first."""
    heard: int = 0
    """Events of any kind, whoever sent them."""
    pause: float = 0.0
    """Seconds between two looks at what is new while nobody waits for it: each costs the homeserver much."""
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _waiting: int = 0
    _chat: str | None = None
    _since: str = ""

    async def watch(self) -> None:
        """Follow everything, until cancelled."""
        while True:
            await self._look(30000)
            async with self._changed:
                await self._rest()

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self.pause):
                await self._changed.wait_for(lambda: self._waiting > 0)

    async def _look(self, milliseconds: int) -> bool:
        """Show what is new, or wait so long for it; whether this was all, and no other look came before."""
        since = self._since
        answer: Mapping[str, Any] = await self.person.call(
            "GET", f"/sync?timeout={milliseconds}&filter={_MANY}{since}"
        )
        rooms = answer.get("rooms", {})
        for room in rooms.get("invite", {}):
            await self.person.join(room)
        async with self._changed:
            if self._since != since:
                return False
            for room, news in rooms.get("join", {}).items():
                for event in news["timeline"]["events"]:
                    self._take(room, event)
            self._since = f"&since={quote(answer['next_batch'])}"
            self._changed.notify_all()
        return not rooms.get("invite")

    async def up_to_date(self) -> None:
        """Return when all that was sent before is seen."""
        while not await self._look(0):
            pass

    def _take(self, room: str, event: Mapping[str, Any]) -> None:
        self.heard += 1
        content = event["content"]
        if event["type"] == "m.room.redaction" and event["sender"] == self.bot:
            self.seen.pop(content.get("redacts") or event["redacts"], None)
        if event["type"] != "m.room.message" or event["sender"] != self.bot or "body" not in content:
            return
        relation = content.get("m.relates_to", {})
        if relation.get("rel_type") == "m.replace":
            shown, content = relation["event_id"], content["m.new_content"]
        else:
            shown = event["event_id"]
        pinged = frozenset(content.get("m.mentions", {}).get("user_ids", ()))
        self.seen[shown] = Said(room, content["body"], pinged, content.get("url", ""))

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until what is seen has come to be so."""
        async with asyncio.timeout(PATIENCE), self._changed:
            self._waiting += 1
            self._changed.notify_all()
            try:
                await self._changed.wait_for(holds)
            finally:
                self._waiting -= 1

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
