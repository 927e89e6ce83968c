"""Sending once, also where nobody knows whether it was sent before and the platform has forgotten the key."""

from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.messages.document import Document
from bot.ports.clock import Clock
from bot.ports.platform import Answering, Platform
from bot.ports.store import Delivery


class DeduplicatingSender(Struct, frozen=True):
    """Looks before it repeats what may have been sent longer ago than the platform knows a key."""

    clock: Clock

    async def post(self, platform: Platform, place: Place, document: Document, delivery: Delivery) -> str:
        """In a room; returns the message's native id."""
        found = await self._find(platform, place, document, delivery)
        return found or await platform.post(place, document, delivery.key)

    async def direct_message(
        self,
        platform: Platform,
        to: Identity,
        document: Document,
        delivery: Delivery,
        answering: Answering | None,
    ) -> str:
        """To one person."""
        found = await self._find(platform, to, document, delivery)
        return found or await platform.direct_message(to, document, delivery.key, answering)

    async def _find(
        self, platform: Platform, to: Place | Identity, document: Document, delivery: Delivery
    ) -> str | None:
        """No row says when it was first tried, so whatever is old enough is looked for."""
        history = platform.capabilities.history
        if history is None or self.clock.now() - delivery.created < history.keys_last:
            return None
        return await history.find(to, document, delivery.key, delivery.created)
