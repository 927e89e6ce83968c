"""The running bot, put together: its parts, and the platforms, started and stopped together."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta

from msgspec import Struct

from bot.commands.model import Command
from bot.domain.plan import Plan
from bot.files.kinds import files, kinds
from bot.messages.catalogue import FALLBACK, Catalogues
from bot.ports.clock import Clock
from bot.ports.coordination import ProcessCoordination
from bot.ports.platform import Platform
from bot.ports.store import Store
from bot.services.backoff import Backoff
from bot.services.event_writer import EventWriter
from bot.services.inbound.admission import Admission
from bot.services.inbound.command_resolver import CommandResolver
from bot.services.inbound.command_service import CommandService
from bot.services.inbound.deciding.decider import Decider
from bot.services.inbound.deciding.revisions import Revisions
from bot.services.inbound.outage_notice import OutageNotifier
from bot.services.inbound.redeeming import Redeeming
from bot.services.inbound.secret import Secret
from bot.services.inbound.stage.presence import StagePresence
from bot.services.inbound.suggesting.recent_rights import RecentRights
from bot.services.inbound.suggesting.suggester import Suggester
from bot.services.inbound.traceless.service import traceless
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.answering import Answerer
from bot.services.outbound.deduplication import DeduplicatingSender
from bot.services.outbound.dispatch.dispatcher import Dispatcher
from bot.services.outbound.dispatch.together import Gathering
from bot.services.outbound.executor import ActionExecutor
from bot.services.outbound.platform_outages import PlatformOutages
from bot.services.outbound.recipients import RecipientResolver
from bot.services.outbound.rendering import Renderer
from bot.services.outbound.undelivered.retrying import StartingAgain
from bot.services.platform_supervisor import PlatformSupervisor
from bot.services.platform_worker import PlatformWorker
from bot.services.relay.files import Files
from bot.services.relay.hearing import RelayService
from bot.services.retrying_store import RetryingStore
from bot.services.room_talk import RoomTalk
from bot.services.scheduling.heard_store import HeardStore
from bot.services.scheduling.lookout import Lookout
from bot.services.scheduling.owners import timer_owners
from bot.services.scheduling.retention import RetentionJob
from bot.services.scheduling.scheduler import Scheduler
from bot.services.scheduling.wake_event import WakeEvent
from bot.services.serializer import Serializer
from bot.services.single_process import single_process
from bot.services.trial import Trial
from bot.setup.file_text import call_agenda
from bot.setup.finishing import Finishing
from bot.setup.planned import PlannedInChat
from bot.setup.service import SetupService

BOARD_PAUSE = timedelta(seconds=1)
"""Nobody reads faster, and in a rush each drawing takes time from the answers."""


class Dependencies(Struct, frozen=True):
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


class App(Struct, frozen=True):
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
        await self.scheduler.store.read(self.repository.all)  # Or each part would, all at the same time.
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.supervisor.run())
            tasks.create_task(self.scheduler.run())
            tasks.create_task(self.retention_job.run())
            tasks.create_task(self.command_service.traceless.answers.run())
            tasks.create_task(self.coordination.wakeups.listen(self.wake_all))


class _Common(Struct, frozen=True):
    """What the parts of one bot share, and how they hear of each other's work."""

    given: Dependencies
    catalogues: Catalogues
    coordination: ProcessCoordination
    lookout: Lookout
    serializer: Serializer
    repository: MeetingRepository
    event_writer: EventWriter
    renderer: Renderer
    talk: RoomTalk

    def wake(self) -> None:
        """Something is left to be done, perhaps in another process; this one has heard of it."""
        self.coordination.wakeups.notify()

    def look(self) -> None:
        """Something may be left to be done here of which nobody has heard, perhaps by another process."""
        self.event_writer.handover.look()
        self.lookout.look()

    def unsure(self) -> None:
        """What was to be written may be kept, and may not."""
        self.look()
        self.wake()

    def heard(self, store: Store) -> Store:
        """A store of whose changes those hear who wait for them."""
        return HeardStore(store, self.lookout.heard, self.unsure)

    def retrying(self, store: Store) -> Store:
        """The same for what runs by itself."""
        return RetryingStore(self.heard(store), self.given.clock, Backoff(self.given.chance, longest=10.0))


def build_app(
    dependencies: Dependencies, table: Sequence[Command], catalogues: Catalogues, plans: Mapping[str, Plan]
) -> App:
    """A bot put together."""
    common = _common(dependencies, catalogues, plans)
    store, clock = common.retrying(dependencies.store), dependencies.clock
    command_service = _command_service(common, table)
    workers = _workers(common, command_service)
    owners = timer_owners(common.repository, common.event_writer, clock, call_agenda())
    outages = PlatformOutages(store, common.repository, common.event_writer, clock, common.wake)
    starting_again = StartingAgain(store, common.repository, common.event_writer.handover, clock, common.wake)
    return App(
        common.repository,
        command_service,
        Scheduler(store, owners, clock, common.lookout, common.wake),
        RetentionJob(store, clock, frozenset(dependencies.platforms), dependencies.purge),
        PlatformSupervisor(workers, common.coordination.leases, outages, starting_again, clock),
        common.coordination,
        common.look,
    )


def _common(given: Dependencies, catalogues: Catalogues, plans: Mapping[str, Plan]) -> _Common:
    serializer = Serializer()
    capabilities = {name: platform.capabilities for name, platform in given.platforms.items()}
    repository = MeetingRepository(serializer, plans, PlannedInChat(given.platforms).plan)
    return _Common(
        given,
        catalogues,
        given.coordination or single_process(given.store, given.clock),
        Lookout(WakeEvent(given.clock)),
        serializer,
        repository,
        EventWriter(serializer, RecipientResolver(capabilities)),
        Renderer(catalogues, files(kinds(repository, given.clock))),
        RoomTalk(),
    )


def _command_service(common: _Common, table: Sequence[Command]) -> CommandService:
    given, repository, event_writer = common.given, common.repository, common.event_writer
    store, rights = common.heard(given.store), RecentRights(given.platforms, given.clock)
    setup, redeeming = _setup(common), Redeeming(store, given.clock)
    resolver = CommandResolver(table, store, repository, given.platforms, setup, redeeming)
    admission = Admission(given.clock, store, repository)
    revisions = Revisions(repository, event_writer, given.clock)
    answerer, code = Answerer(repository, event_writer, given.clock), Secret(given.chance).make
    decider = Decider(
        repository, event_writer, answerer, revisions, given.clock, code, resolver.overheard, admission.served
    )
    return CommandService(
        resolver,
        Suggester(table, store, repository, common.renderer, rights, given.platforms),
        admission,
        store,
        repository,
        event_writer,
        decider,
        traceless(resolver, decider, common.renderer, Backoff(given.chance)),
        revisions,
        StagePresence(repository, event_writer, given.clock),
        OutageNotifier(given.platforms, repository, common.catalogues),
        common.talk,
        RelayService(common.retrying(given.store), repository, event_writer, given.clock, common.wake),
        given.clock,
        common.wake,
    )


def _setup(common: _Common) -> SetupService:
    """Where meetings are set up in a chat."""
    given, texts, clock = common.given, common.catalogues, common.given.clock
    finishing = Finishing(common.repository, Trial(common.serializer, texts))
    desk = [texts.format(f"setup-desk-{what}", FALLBACK, {}) for what in ("name", "topic")]
    return SetupService(
        common.heard(given.store), given.platforms, texts.languages, (desk[0], desk[1]), finishing, clock
    )


def _workers(common: _Common, command_service: CommandService) -> Mapping[str, PlatformWorker]:
    """One for each platform."""
    given, store = common.given, common.retrying(common.given.store)
    repository, event_writer = common.repository, common.event_writer
    sender = DeduplicatingSender(given.clock)
    sending = common.renderer, event_writer, sender, given.clock, common.talk, Files(given.platforms)
    executor = ActionExecutor(given.platforms, store, repository, *sending)

    def dispatcher(name: str) -> Dispatcher:
        return Dispatcher(
            name,
            store,
            executor,
            common.serializer,
            given.clock,
            Backoff(given.chance),
            Lookout(WakeEvent(given.clock)),
            common.wake,
            event_writer.handover,
            given.board_pause,
            Gathering(repository, event_writer, common.serializer, given.clock),
        )

    return {
        name: PlatformWorker(
            platform, command_service, dispatcher(name), common.retrying, lambda: store.read(repository.all)
        )
        for name, platform in given.platforms.items()
    }
