"""The running bot: the desk, the dispatcher, the alarm and the platforms, started and stopped together."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.commands.model import Command
from bot.domain.plan import Plan
from bot.messages.catalogue import Catalogues
from bot.ports.clock import Clock
from bot.ports.colleagues import Colleagues
from bot.ports.platform import Platform
from bot.ports.store import Store
from bot.services.addressing import Addressing
from bot.services.alarm import Alarm
from bot.services.alone import alone
from bot.services.archive import Archive
from bot.services.backoff import Backoff
from bot.services.branch import Branch
from bot.services.caretaker import Caretaker
from bot.services.carrier import Carrier
from bot.services.codec import Codec
from bot.services.desk import Desk
from bot.services.dispatcher import Dispatcher
from bot.services.emergency import Emergency
from bot.services.limits import Turnstile
from bot.services.patience import PatientStore
from bot.services.reception import Reception
from bot.services.rendering import Renderer
from bot.services.saving import Saver
from bot.services.secret import Secret
from bot.services.sending import Sending
from bot.services.waking import Bell

ALARM = "alarm"
"""The name of the bell that wakes the alarm."""


@dataclass(frozen=True)
class Outside:
    """Everything the bot is given from outside."""

    store: Store
    platforms: Mapping[str, Platform]
    clock: Clock
    chance: Callable[[], float]
    """A number from 0 to 1, not to be foreseen."""
    colleagues: Colleagues | None = None
    """None where no other process works on the same store."""
    scrub: Callable[[], Awaitable[object]] | None = None
    """Takes what was deleted out of the database's files as well; None where nobody need."""


@dataclass(frozen=True)
class Office:
    """All parts of a running bot."""

    archive: Archive
    desk: Desk
    alarm: Alarm
    caretaker: Caretaker
    branches: Mapping[str, Branch]
    colleagues: Colleagues
    ring: Callable[[], None]
    """Have every part look again whether there is something to do."""

    async def run(self) -> None:
        """Serve until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for name, branch in self.branches.items():
                tasks.create_task(self.colleagues.leases.while_held(name, branch.serve))
            tasks.create_task(self.alarm.run())
            tasks.create_task(self.caretaker.run())
            tasks.create_task(self.colleagues.wakeups.listen(self.ring))


def office(
    outside: Outside, table: Sequence[Command], catalogues: Catalogues, plans: Mapping[str, Plan]
) -> Office:
    """A bot put together."""
    store, platforms, clock = outside.store, outside.platforms, outside.clock
    colleagues = outside.colleagues or alone(store)
    patience = Backoff(outside.chance, longest=10.0)
    bells = {name: Bell(clock) for name in (*platforms, ALARM)}
    codec = Codec()
    archive = Archive(codec, plans)
    capabilities = {name: platform.capabilities for name, platform in platforms.items()}
    saver = Saver(codec, Addressing(capabilities))

    def ring() -> None:
        for bell in bells.values():
            bell.ring()

    def wake() -> None:
        ring()
        colleagues.wakeups.notify()

    def patient(store: Store) -> Store:
        return PatientStore(store, clock, patience)

    reception = Reception(table, store, archive, platforms)
    secret = Secret(outside.chance)
    emergency = Emergency(platforms, archive, catalogues)
    desk = Desk(reception, Turnstile(clock), store, archive, saver, emergency, clock, secret.make, wake)
    sending = Sending(clock)
    carrier = Carrier(platforms, patient(store), archive, Renderer(catalogues), saver, sending, clock)

    def branch(name: str, platform: Platform) -> Branch:
        backoff = Backoff(outside.chance)
        dispatcher = Dispatcher(name, patient(store), carrier, codec, clock, backoff, bells[name], wake)
        return Branch(platform, desk, dispatcher, patient)

    return Office(
        archive,
        desk,
        Alarm(patient(store), archive, saver, clock, bells[ALARM], wake),
        Caretaker(patient(store), clock, frozenset(platforms), outside.scrub),
        {name: branch(name, platform) for name, platform in platforms.items()},
        colleagues,
        ring,
    )
