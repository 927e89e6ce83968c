"""A platform that outlives the bot: what it takes goes into the record."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from bot.domain.identity import Identity, Place
from bot.messages.document import Document, plain
from bot.ports.capabilities import Capabilities
from bot.ports.clock import Clock
from bot.ports.inspection import Inspection
from bot.ports.platform import Answering, ChannelSpec, Inbox
from tests.faults.failpoints import Failpoints
from tests.faults.record import WINDOWS, Record, Sent


class RecordedHistory(Struct, frozen=True):
    """bot.ports.capabilities.History over the record."""

    platform: str
    record: Record

    @property
    def keys_last(self) -> timedelta:
        return WINDOWS[self.platform]

    async def find(self, to: Place | Identity, document: Document, key: str, since: datetime) -> str | None:
        del to, document
        own = (each for each in self.record.sent() if each.platform == self.platform and each.at >= since)
        return next((each.key for each in own if each.key == key), None)


class LastingPlatform(Struct, frozen=True):
    """bot.ports.platform.Platform; moderators are those of the plan."""

    name: str
    record: Record
    failpoints: Failpoints
    clock: Clock

    @property
    def capabilities(self) -> Capabilities:
        history = RecordedHistory(self.name, self.record)
        return Capabilities("!", private_replies=True, edits=True, open_channels=True, history=history)

    async def run(self, inbox: Inbox) -> None:
        del inbox
        await asyncio.Event().wait()

    async def ready(self) -> None:
        return

    async def post(self, place: Place, document: Document, key: str) -> str:
        return self._take(str(place), key, plain(document.nodes))

    async def edit(self, place: Place, message: str, document: Document, key: str) -> None:
        """Edits may come twice: the same board is the same board."""
        del message, document, key
        self.failpoints.reach(f"before edit in {place}")
        self.failpoints.reach(f"after edit in {place}")

    async def direct_message(
        self, to: Identity, document: Document, key: str, answering: Answering | None = None
    ) -> str:
        del answering
        return self._take(f"@{to}", key, plain(document.nodes))

    async def open_channel(self, spec: ChannelSpec, key: str) -> Place:
        """The marker does a key's work."""
        del key
        self._take("channel", spec.marker, spec.name)
        return Place(self.name, f"channel-{spec.marker}")

    async def invite(self, place: Place, who: Identity, coordinator: bool = False) -> None:
        del coordinator
        self._take(f"{place} invited", f"{place} {who}", str(who))

    async def may_moderate(self, who: Identity, place: Place) -> bool:
        del who, place
        return False

    async def inspect(self, places: Sequence[Place], beside: Sequence[Sequence[Place]] = ()) -> Inspection:
        del places, beside
        return Inspection()

    def _take(self, where: str, key: str, text: str) -> str:
        self.failpoints.reach(f"before send to {where}")
        self.record.send(Sent(self.name, where, key, text, self.clock.now()))
        self.failpoints.reach(f"after send to {where}")
        return key
