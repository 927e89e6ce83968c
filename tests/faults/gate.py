"""A platform that keeps whoever sends waiting, before or after a delivery, until it is released."""

import asyncio
from collections.abc import Callable

from msgspec import Struct, field

from bot.domain.identity import Identity, Place
from bot.messages.document import Document
from bot.ports.platform import Answering
from tests.faults.platform import LastingPlatform

Chosen = Callable[[str, str, int, str], bool]
"""Whether to wait there: the platform, "before" or "after", the how-manieth delivery, and its key."""


class Gate(Struct):
    """Keeps one delivery waiting."""

    platform: str
    chosen: Chosen
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)
    came_again: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when something more is sent after the release."""
    key: str = ""
    """Of the delivery that waits."""
    passed: int = 0

    async def before(self, key: str) -> int:
        if self.released.is_set():
            self.came_again.set()
        self.passed += 1
        number = self.passed
        await self._wait("before", number, key)
        return number

    async def after(self, key: str, number: int) -> None:
        await self._wait("after", number, key)

    async def _wait(self, when: str, number: int, key: str) -> None:
        if not self.reached.is_set() and self.chosen(self.platform, when, number, key):
            self.key = key
            self.reached.set()
            await self.released.wait()


class GatedPlatform(LastingPlatform, frozen=True):
    """A lasting platform behind a gate."""

    gate: Gate

    async def post(self, place: Place, document: Document, key: str) -> str:
        number = await self.gate.before(key)
        message = await super().post(place, document, key)
        await self.gate.after(key, number)
        return message

    async def direct_message(
        self, to: Identity, document: Document, key: str, answering: Answering | None = None
    ) -> str:
        number = await self.gate.before(key)
        message = await super().direct_message(to, document, key, answering)
        await self.gate.after(key, number)
        return message
