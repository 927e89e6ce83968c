"""The running bot, put together: its parts, and the platforms, started and stopped together."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.commands.model import Command
from bot.domain.plan import Plan
from bot.messages.catalogue import Catalogues
from bot.ports.clock import Clock
from bot.ports.coordination import ProcessCoordination
from bot.ports.platform import Platform
from bot.ports.store import MEETING, Store
from bot.services.backoff import Backoff
from bot.services.event_writer import EventWriter
from bot.services.inbound.admission import Admission
from bot.services.inbound.command_resolver import CommandResolver
from bot.services.inbound.command_service import CommandService
from bot.services.inbound.outage_notice import OutageNotifier
from bot.services.inbound.revisions import Revisions
from bot.services.inbound.secret import Secret
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.answering import Answerer
from bot.services.outbound.deduplication import DeduplicatingSender
from bot.services.outbound.dispatch.dispatcher import Dispatcher
from bot.services.outbound.executor import ActionExecutor
from bot.services.outbound.platform_outages import PlatformOutages
from bot.services.outbound.recipients import RecipientResolver
from bot.services.outbound.rendering import Renderer
from bot.services.platform_supervisor import PlatformSupervisor
from bot.services.platform_worker import PlatformWorker
from bot.services.retrying_store import RetryingStore
from bot.services.scheduling.meeting_timers import MeetingTimers
from bot.services.scheduling.retention import RetentionJob
from bot.services.scheduling.scheduler import Scheduler
from bot.services.scheduling.wake_event import WakeEvent
from bot.services.serializer import Serializer
from bot.services.single_process import single_process

BOARD_PAUSE = timedelta(seconds=1)

SCHEDULER = "scheduler"
"""The name of the wake event that wakes the scheduler."""


@dataclass(frozen=True)
class Dependencies:
    """Everything the bot is given from outside."""

    store: Store
    platforms: Mapping[str, Platform]
    clock: Clock
    chance: Callable[[], float]
    """A number from 0 to 1, not to be foreseen."""
    coordination: ProcessCoordination | None = None
    """None where no other process works on the same store."""
    purge: Callable[[], Awaitable[object]] | None = None
    """Takes what was deleted out of the database's files as well; None where nobody need."""
    board_pause: timedelta = BOARD_PAUSE
    """How long the board of a room is left as it is after it was drawn."""


@dataclass(frozen=True)
class App:
    """All parts of a running bot."""

    repository: MeetingRepository
    command_service: CommandService
    scheduler: Scheduler
    retention_job: RetentionJob
    supervisor: PlatformSupervisor
    coordination: ProcessCoordination
    wake_all: Callable[[], None]
    """Have every part look again whether there is something to do."""

    async def run(self) -> None:
        """Serve until cancelled; Misconfigured if none of the platforms could be served at all."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.supervisor.run())
            tasks.create_task(self.scheduler.run())
            tasks.create_task(self.retention_job.run())
            tasks.create_task(self.coordination.wakeups.listen(self.wake_all))


def build_app(
    dependencies: Dependencies, table: Sequence[Command], catalogues: Catalogues, plans: Mapping[str, Plan]
) -> App:
    """A bot put together."""
    store, platforms, clock = dependencies.store, dependencies.platforms, dependencies.clock
    coordination = dependencies.coordination or single_process(store)
    retry_backoff = Backoff(dependencies.chance, longest=10.0)
    wake_events = {name: WakeEvent(clock) for name in (*platforms, SCHEDULER)}
    serializer = Serializer()
    repository = MeetingRepository(serializer, plans)
    capabilities = {name: platform.capabilities for name, platform in platforms.items()}
    event_writer = EventWriter(serializer, RecipientResolver(capabilities))

    def wake_parts() -> None:
        for wake_event in wake_events.values():
            wake_event.set()

    def wake_all() -> None:
        event_writer.handover.news += 1
        wake_parts()

    def wake() -> None:
        wake_parts()
        coordination.wakeups.notify()

    def retrying(store: Store) -> Store:
        return RetryingStore(store, clock, retry_backoff)

    resolver = CommandResolver(table, store, repository, platforms)
    secret = Secret(dependencies.chance)
    outage_notifier = OutageNotifier(platforms, repository, catalogues)
    command_service = CommandService(
        resolver,
        Admission(clock, store, repository),
        store,
        repository,
        event_writer,
        Answerer(repository, event_writer, clock),
        outage_notifier,
        Revisions(repository, event_writer, clock),
        clock,
        secret.make,
        wake,
    )
    sender = DeduplicatingSender(clock)
    executor = ActionExecutor(
        platforms, retrying(store), repository, Renderer(catalogues), event_writer, sender, clock
    )

    def worker(name: str, platform: Platform) -> PlatformWorker:
        backoff = Backoff(dependencies.chance)
        dispatcher = Dispatcher(
            name,
            retrying(store),
            executor,
            serializer,
            clock,
            backoff,
            wake_events[name],
            wake,
            event_writer.handover,
            dependencies.board_pause,
        )
        return PlatformWorker(platform, command_service, dispatcher, retrying)

    workers = {name: worker(name, platform) for name, platform in platforms.items()}
    owners = {MEETING: MeetingTimers(repository, event_writer, clock)}
    outages = PlatformOutages(retrying(store), repository, event_writer, clock, wake)
    return App(
        repository,
        command_service,
        Scheduler(retrying(store), owners, clock, wake_events[SCHEDULER], wake),
        RetentionJob(retrying(store), clock, frozenset(platforms), dependencies.purge),
        PlatformSupervisor(workers, coordination.leases, outages, clock),
        coordination,
        wake_all,
    )
