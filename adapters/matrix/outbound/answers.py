"""What one person is told alone, and the mark on a command that shows the room that it was taken."""

import logging
from collections.abc import Callable

from msgspec import Struct

from adapters.matrix.outbound.direct_messages import DirectMessages
from adapters.matrix.outbound.markup import NAME
from adapters.matrix.outbound.sender import Sender
from adapters.matrix.outbound.threads import Threads
from adapters.matrix.rooms.rooms import Rooms
from bot.domain.changing import replace
from bot.messages.document import Document
from bot.ports.platform import Answering, ChatClosed, ChatLater, SlowDown, Undeliverable

log = logging.getLogger(__name__)

TAKEN = "\N{WHITE HEAVY CHECK MARK}"
UNREAD = "/unread"
"""Ends the cause of the answer that a message could not be read."""
REFUSED = "\N{WARNING SIGN}\N{VARIATION SELECTOR-16}"


class Answers(Struct, frozen=True):
    """Answers in the direct chat; whoever asked in a room sees a mark there."""

    rooms: Rooms
    direct_messages: DirectMessages
    sender: Sender
    threads: Threads
    direct: Callable[[str], bool]
    """Whether a room is a direct chat."""

    async def answer(self, person: str, document: Document, key: str, answering: Answering | None) -> str:
        """The id of the message; of the command itself, where a mark on it says enough."""
        if answering is None:
            return await self.direct_messages.direct_message(person, document, key, None)
        asked_in = await self.rooms.id_of(answering.place)
        if await self._mark_says_it(person, answering):
            await self._mark(asked_in, answering, key)
            return _event_id(answering)
        unread = not answering.read
        marked = unread or not self.direct(asked_in)
        try:
            in_room = not self.direct(asked_in)  # Then it is answered elsewhere.
            asked = await self.threads.asked(asked_in, "" if in_room else answering.cause)
            sent = await self.direct_messages.direct_message(person, document, key, asked, plain=unread)
        except ChatClosed:
            if marked:
                await self._mark_beside(asked_in, replace(answering, ok=False), key)
            raise
        except ChatLater:
            if not answering.shown:
                raise
            await self._mark(asked_in, answering, key)
            return _event_id(answering)
        if marked and not answering.sparing:
            await self._mark_beside(asked_in, answering, key)
        return sent

    async def _mark_says_it(self, person: str, answering: Answering) -> bool:
        """Where each send counts, making a chat to say it in takes two."""
        spared = answering.sparing and answering.shown
        return spared and await self.direct_messages.chat(person) is None

    async def _mark_beside(self, room_id: str, answering: Answering, key: str) -> None:
        try:
            await self._mark(room_id, answering, key)
        except SlowDown as error:
            # The answer has been given, and what the homeserver still takes is for others.
            log.info("Matrix: a command could not be marked: %s", error)

    async def _mark(self, room_id: str, answering: Answering, key: str) -> None:
        emoji = TAKEN if answering.ok else REFUSED
        try:
            await self.sender.react(room_id, _event_id(answering), emoji, f"{key}/mark")
        except Undeliverable as error:
            log.info("Matrix: a command could not be marked: %s", error)


def _event_id(answering: Answering) -> str:
    return answering.cause.removeprefix(f"{NAME}:").removesuffix(UNREAD)
