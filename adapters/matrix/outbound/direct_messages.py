"""Private answers: in the person's direct chat, which is opened if there is none."""

import asyncio
from weakref import WeakValueDictionary

from adapters.matrix.api import Limited, Refused
from adapters.matrix.outbound.sender import Sender
from adapters.matrix.outbound.threads import Asked
from adapters.matrix.rooms.direct_rooms import DirectRooms
from bot.messages.document import Document
from bot.ports.platform import ChatClosed, ChatLater

CLOSED = ("M_FORBIDDEN", "M_INVITE_BLOCKED")
"""What homeservers answer where somebody, or their homeserver, takes no invitation from the bot."""


class DirectMessages:
    """Finds the chat in which a person alone reads."""

    def __init__(self, direct_rooms: DirectRooms, sender: Sender) -> None:
        self._direct_rooms = direct_rooms
        self._sender = sender
        self._creating: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        """A lock a person, for as long as somebody holds it: nobody waits for another's homeserver."""
        self._all_encrypted = False
        """Some homeservers encrypt every new chat: then none without encryption can be made."""
        self._refusing: set[str] = set()
        """Who takes no invitation: each further one would leave a room behind in which the bot is alone."""

    async def direct_message(
        self, person: str, document: Document, key: str, asked: Asked | None, *, plain: bool = False
    ) -> str:
        """Send to one person, in the chat where they asked if it is theirs; returns the message's id.

        With `plain`, in a chat without encryption: what they wrote in the other could not be read.
        """
        plain = plain and not self._all_encrypted
        asked_in = asked.room_id if asked else None
        room_id = await self._existing(person, asked_in, plain=plain)
        if room_id is None:
            if asked_in is None and (person in self._refusing or await self._direct_rooms.declined(person)):
                raise ChatClosed("the person has left the direct chat, or takes no invitation")
            async with self._creating.setdefault(person, asyncio.Lock()):
                room_id = await self._existing(person, asked_in, plain=plain)
                if room_id is None:
                    room_id = await self._create(person)
                    self._all_encrypted |= plain and await self._sender.encrypted(room_id)
        beside = asked.beside if asked and asked.room_id == room_id else None
        return await self._sender.post(room_id, document, key, beside)

    async def _create(self, person: str) -> str:
        try:
            room_id = await self._direct_rooms.create(person)
        except Limited as error:
            raise ChatLater(str(error), error.seconds) from error
        except Refused as error:
            if error.code not in CLOSED:
                raise
            self._refusing.add(person)
            raise ChatClosed(f"no direct chat can be made ({error.code})") from error
        self._refusing.discard(person)
        return room_id

    async def chat(self, person: str) -> str | None:
        """The direct chat that there is, if there is one."""
        return await self._existing(person, None)

    async def _existing(self, person: str, asked_in: str | None, *, plain: bool = False) -> str | None:
        newest = self._direct_rooms.of(person)
        if asked_in is not None and self._direct_rooms.partner(asked_in) == person:
            newest = [asked_in, *(room for room in newest if room != asked_in)]
        for room_id in newest:
            alone = await self._direct_rooms.alone(person, room_id, answering=asked_in is not None)
            if alone and await self._fits(room_id, plain=plain):
                return room_id
        return None

    async def _fits(self, room_id: str, *, plain: bool) -> bool:
        if plain:
            return not await self._sender.encrypted(room_id)
        return await self._sender.readable(room_id)
