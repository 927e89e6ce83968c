"""One platform, served while this process is the one that is connected to it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.meeting.state import Meeting
from bot.ports.platform import Inbox, Platform, TryLater, Undeliverable
from bot.ports.store import Store
from bot.services.outbound.dispatch.dispatcher import Dispatcher


class PlatformWorker(Struct, frozen=True):
    """What is said on the platform goes to the inbox; what waits for it in the outbox is delivered."""

    platform: Platform
    inbox: Inbox
    dispatcher: Dispatcher
    retrying: Callable[[Store], Store]
    catch_up: Callable[[], Awaitable[Sequence[Meeting]]]
    """Learns of the meetings that other processes planned while one of them served the platform."""

    async def serve(self, store: Store, works: Callable[[], Awaitable[None]]) -> None:
        """Until cancelled; Lost when another process took over, in whose way the given store does not get.

        `works` is called once it is connected; Misconfigured if only a person can bring that about.
        """
        meetings = await self.catch_up()
        self._take_up(meetings)
        await self._listen(meetings)
        dispatcher = replace(self.dispatcher, store=self.retrying(store))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.platform.run(self.inbox))
            tasks.create_task(self._deliver(dispatcher, works))

    def _take_up(self, meetings: Sequence[Meeting]) -> None:
        """What is said in the channels of groups is heard, as in the rooms of meetings."""
        premises, name = self.platform.capabilities.premises, self.platform.name
        if premises is not None:
            premises.take_up([each for m in meetings for each in m.channels if each.platform == name])

    async def _listen(self, meetings: Sequence[Meeting]) -> None:
        """Where a relay is on."""
        relaying, name = self.platform.capabilities.relaying, self.platform.name
        for place in (each for m in meetings if m.relay != "off" for each in m.channels):
            if relaying is not None and place.platform == name:
                with suppress(Undeliverable, TryLater):
                    await relaying.listen(place)

    async def _deliver(self, dispatcher: Dispatcher, works: Callable[[], Awaitable[None]]) -> None:
        """Behind `works`: that takes up again what was refused before, and nothing of now."""
        await self.platform.ready()
        await works()
        await dispatcher.run()
