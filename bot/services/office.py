"""The running bot: the desk, the dispatcher, the alarm and the platforms, started and stopped together."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.commands.model import Command
from bot.domain.plan import Plan
from bot.messages.catalogue import Catalogues
from bot.ports.clock import Clock
from bot.ports.platform import Platform
from bot.ports.store import Store
from bot.services.addressing import Addressing
from bot.services.alarm import Alarm
from bot.services.archive import Archive
from bot.services.backoff import Backoff
from bot.services.carrier import Carrier
from bot.services.codec import Codec
from bot.services.desk import Desk
from bot.services.dispatcher import Dispatcher
from bot.services.limits import Turnstile
from bot.services.patience import PatientStore
from bot.services.reception import Reception
from bot.services.rendering import Renderer
from bot.services.saving import Saver
from bot.services.waking import Bell

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Letters and digits that are not taken for one another when read aloud or from a screen."""
SECRET_LENGTH = 6

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outside:
    """Everything the bot is given from outside."""

    store: Store
    platforms: Mapping[str, Platform]
    clock: Clock
    chance: Callable[[], float]
    """A number from 0 to 1, not to be foreseen."""


@dataclass(frozen=True)
class Office:
    """All parts of a running bot."""

    archive: Archive
    desk: Desk
    dispatcher: Dispatcher
    alarm: Alarm
    platforms: Mapping[str, Platform]

    async def run(self) -> None:
        """Serve until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for platform in self.platforms.values():
                tasks.create_task(platform.run(self.desk))
                tasks.create_task(_tell_when_ready(platform))
            tasks.create_task(self.alarm.run())
            tasks.create_task(self.dispatcher.run())


async def _tell_when_ready(platform: Platform) -> None:
    await platform.ready()
    log.info("%s: connected", platform.name)


def office(
    outside: Outside, table: Sequence[Command], catalogues: Catalogues, plans: Mapping[str, Plan]
) -> Office:
    """A bot put together."""
    store, platforms, clock = outside.store, outside.platforms, outside.clock
    patient = PatientStore(store, clock, Backoff(outside.chance, longest=10.0))
    post_bell, alarm_bell = Bell(clock), Bell(clock)
    codec = Codec()
    archive = Archive(codec, plans)
    capabilities = {name: platform.capabilities for name, platform in platforms.items()}
    saver = Saver(codec, Addressing(capabilities))
    reception = Reception(table, store, archive, platforms)
    carrier = Carrier(platforms, patient, archive, Renderer(catalogues), saver, clock)

    def wake() -> None:
        post_bell.ring()
        alarm_bell.ring()

    def secret() -> str:
        return "".join(LETTERS[int(outside.chance() * len(LETTERS))] for _ in range(SECRET_LENGTH))

    return Office(
        archive,
        Desk(reception, Turnstile(clock), store, archive, saver, clock, secret, wake),
        Dispatcher(patient, carrier, codec, clock, Backoff(outside.chance), post_bell),
        Alarm(patient, archive, saver, clock, alarm_bell, wake),
        platforms,
    )
