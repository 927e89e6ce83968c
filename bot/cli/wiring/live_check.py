"""Trying a meeting's rooms for real, while nobody is served in them."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from bot.cli.database.migrate import made_ready
from bot.cli.problems import give_up
from bot.cli.run import write_log
from bot.cli.wiring.connections import Shared, connections
from bot.cli.wiring.online_check import NoSyncPositions
from bot.cli.wiring.system_clock import SystemClock
from bot.commands.table import commands
from bot.config.settings import Settings
from bot.domain.message import Message, say
from bot.domain.plan import Plan
from bot.messages.catalogue import FALLBACK, load_catalogues
from bot.messages.document import plain
from bot.messages.render import Context, render
from bot.ports.clock import Clock
from bot.ports.coordination import Leases
from bot.ports.platform import Platform
from bot.ports.store import Store, Transaction
from bot.services.live.live_check import LiveCheck
from bot.services.live.report import Tell
from bot.services.meeting_repository import MeetingRepository
from bot.services.serializer import Serializer
from bot.services.single_process import single_process
from storage.coordination.shared import coordination_on
from storage.databases.file_lock import LockTaken, file_lock
from storage.store import open_store
from storage.sync_positions import SqlSyncPositions

LEASE_SECONDS = 2.0
"""A lease that nobody holds is had at once."""


class NotTried(Exception):
    """It is of no use, or people would be disturbed; why, as a message."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.key)
        self.message = message


def try_live(settings: Settings, plan: Plan, others: Sequence[Plan], say_line: Callable[[str], None]) -> bool:
    """Whether all of it works; ends the program where it cannot be tried without disturbing anybody."""
    context = Context(load_catalogues(), FALLBACK, plan)

    def tell(message: Message) -> None:
        say_line(plain(render(message, context).nodes))

    if problem := made_ready(settings.database.url):
        give_up(problem)
    try:
        with file_lock(settings.database.url):
            trial = try_rooms(settings, plan, others, SystemClock(), tell, attended=sys.stdin.isatty())
            return asyncio.run(trial) == 0
    except LockTaken as taken:
        give_up(taken)
    except NotTried as reason:
        give_up(plain(render(reason.message, context).nodes))


async def try_rooms(
    settings: Settings, plan: Plan, others: Sequence[Plan], clock: Clock, tell: Tell, *, attended: bool
) -> int:
    """How many steps failed; NotTried where the meeting is open or somebody is served.

    The rooms of other meetings are known to the platforms as well, so that no invitation to one is declined.
    """
    catalogues = load_catalogues()
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(settings.database.url))
        repository = MeetingRepository(Serializer(), {each.id: each for each in (*others, plan)})
        await store.read(lambda tx: _check_closed(tx, repository, plan))
        shared = Shared(commands(), catalogues, NoSyncPositions(), clock)
        platforms = _used(connections(settings, [*others, plan], shared), plan)
        if not platforms:
            raise NotTried(say("live-nothing"))
        leases = (coordination_on(store) or single_process(store, clock)).leases
        for name in platforms:
            await stack.enter_async_context(_held(leases, name))
        write_log("ERROR")
        check = LiveCheck(plan, catalogues, SqlSyncPositions(store.database), clock, tell)
        return await check.run(platforms, attended=attended)


def _used(platforms: Mapping[str, Platform], plan: Plan) -> Mapping[str, Platform]:
    places = {place.platform for place in (*plan.places, *plan.moderators_rooms)}
    return {name: platform for name, platform in platforms.items() if name in places}


def _check_closed(tx: Transaction, repository: MeetingRepository, plan: Plan) -> None:
    """Other meetings in the same rooms count as well."""
    rooms = {*plan.places, *plan.moderators_rooms}
    for meeting in repository.all(tx):
        there = {*meeting.plan.places, *meeting.plan.moderators_rooms}
        if meeting.status == "open" and rooms & there:
            raise NotTried(say("live-open"))


@asynccontextmanager
async def _held(leases: Leases, name: str) -> AsyncIterator[None]:
    """Nobody else serves the platform meanwhile; NotTried if somebody does."""
    ours = asyncio.Event()

    async def hold(_: Store) -> None:
        ours.set()
        await asyncio.Event().wait()

    holding = asyncio.create_task(leases.while_held(name, hold))
    try:
        async with asyncio.timeout(LEASE_SECONDS):
            await ours.wait()
    except TimeoutError:
        raise NotTried(say("live-served", platform=name)) from None
    else:
        yield
    finally:
        holding.cancel()
        await asyncio.gather(holding, return_exceptions=True)
