"""One platform, served while this process is the one that is connected to it."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.ports.platform import Inbox, Platform
from bot.ports.store import Store
from bot.services.dispatcher import Dispatcher

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Branch:
    """What is said on the platform goes to the desk; what waits for it in the outbox is delivered."""

    platform: Platform
    desk: Inbox
    dispatcher: Dispatcher
    patient: Callable[[Store], Store]

    async def serve(self, store: Store) -> None:
        """Until cancelled; Lost when another process took over, in whose way the given store does not get."""
        dispatcher = replace(self.dispatcher, store=self.patient(store))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.platform.run(self.desk))
            tasks.create_task(self._tell_when_ready())
            tasks.create_task(dispatcher.run())

    async def _tell_when_ready(self) -> None:
        await self.platform.ready()
        log.info("%s: connected", self.platform.name)
