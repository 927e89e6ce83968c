"""Private answers: in the person's direct chat, which is opened if there is none."""

import asyncio

from adapters.matrix.chats import Chats
from adapters.matrix.delivery import Delivery
from bot.messages.document import Document
from bot.ports.platform import Undeliverable


class Whispers:
    """Finds the chat in which a person alone reads."""

    def __init__(self, chats: Chats, delivery: Delivery) -> None:
        self._chats = chats
        self._delivery = delivery
        self._creating = asyncio.Lock()

    async def whisper(self, person: str, document: Document, key: str, asked_in: str | None) -> str:
        """Send to one person, in the chat where they asked if it is theirs; returns the message's id."""
        room_id = await self._existing(person, asked_in)
        if room_id is None:
            if asked_in is None and await self._chats.declined(person):
                raise Undeliverable("the person has left the direct chat")
            async with self._creating:
                room_id = await self._existing(person, asked_in) or await self._chats.create(person)
        return await self._delivery.post(room_id, document, key)

    async def chat(self, person: str) -> str | None:
        """The direct chat that there is, if there is one."""
        return await self._existing(person, None)

    async def _existing(self, person: str, asked_in: str | None) -> str | None:
        rooms = self._chats.of(person)
        for room_id in sorted(rooms, key=lambda room: room != asked_in):
            if await self._chats.alone(person, room_id) and await self._delivery.readable(room_id):
                return room_id
        return None
