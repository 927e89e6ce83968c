"""The signs below a message, put there by the bot so that one tap is enough."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Sequence

from adapters.matrix.outbound.own_room import OwnRoom
from adapters.matrix.outbound.sender import Sender
from bot.messages.document import Choice
from bot.ports.platform import TryLater, Undeliverable

log = logging.getLogger(__name__)

REMEMBERED = 200
"""Of so many messages it is known which signs are there; one that is put twice does no harm."""
MOST_WAITING = 100
"""Signs that wait beyond these are left out: messages go first."""


class Seeds:
    """Puts signs on messages, after everything else; people can put them there themselves."""

    def __init__(self, sender: Sender, own_room: OwnRoom) -> None:
        self._sender = sender
        self._own_room = own_room
        self._waiting: asyncio.Queue[tuple[str, str, str]] = asyncio.Queue(MOST_WAITING)
        self._put: OrderedDict[str, frozenset[str]] = OrderedDict()
        self._putting = asyncio.Lock()

    def put(self, room_id: str, message: str, choices: Sequence[Choice]) -> None:
        """Have those signs put below a message that are not there yet, soon or never."""
        there = self._put.pop(message, frozenset())
        signs = list(dict.fromkeys(each.sign for each in choices if each.sign and each.sign not in there))
        self._put[message] = there.union(signs)
        if len(self._put) > REMEMBERED:
            self._put.popitem(last=False)
        for sign in signs:
            if not self._waiting.full():
                self._waiting.put_nowait((room_id, message, sign))

    async def forget(self, message: str) -> None:
        """Put no more signs on a message that is to be removed; on return none is on its way there."""
        self._put.pop(message, None)
        async with self._putting:
            pass

    async def keep(self) -> None:
        """Put them there until cancelled; none at all where the homeserver limits what the bot sends."""
        while True:
            waiting = await self._waiting.get()
            async with self._putting:
                await self._react(*waiting)

    async def _react(self, room_id: str, message: str, sign: str) -> None:
        if message not in self._put or self._sender.limited or self._own_room.limited:
            return
        try:
            await self._sender.react(room_id, message, sign, f"{message}/sign/{sign}")
        except (TryLater, Undeliverable) as problem:
            log.info("Matrix: a sign was left out: %s", problem)
