"""The signs below a message, put there by the bot so that one tap is enough."""

import asyncio
import logging
from collections.abc import Sequence

from adapters.matrix.outbound.own_room import OwnRoom
from adapters.matrix.outbound.sender import Sender
from bot.messages.document import Choice
from bot.ports.platform import SlowDown, TryLater, Undeliverable

log = logging.getLogger(__name__)

MOST_WAITING = 100
"""Signs that wait beyond these are left out: messages go first."""


class Seeds:
    """Puts signs on messages, after everything else; people can put them there themselves."""

    def __init__(self, sender: Sender, own_room: OwnRoom) -> None:
        self._sender = sender
        self._own_room = own_room
        self._waiting: asyncio.Queue[tuple[str, str, str, str]] = asyncio.Queue(MOST_WAITING)
        self._limited = False

    def put(self, room_id: str, message: str, choices: Sequence[Choice], key: str) -> None:
        """Have the signs of a message put below it, soon or never."""
        for choice in choices:
            if choice.sign and not self._waiting.full():
                self._waiting.put_nowait((room_id, message, choice.sign, f"{key}/sign/{choice.sign}"))

    async def keep(self) -> None:
        """Put them there until cancelled; none at all where the homeserver limits what the bot sends."""
        while True:
            room_id, message, sign, key = await self._waiting.get()
            if self._limited or self._own_room.limited:
                continue
            try:
                await self._sender.react(room_id, message, sign, key)
            except (TryLater, Undeliverable) as problem:
                log.info("Matrix: a sign was left out: %s", problem)
                self._limited = self._limited or isinstance(problem, SlowDown)
