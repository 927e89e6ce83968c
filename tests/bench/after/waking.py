"""One wake-up for one reminder, among the dates of a thousand groups beside those of ten."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from msgspec import Struct

from bot.domain.group.dates import next_due
from bot.domain.group.rows import KeyDate, text_id
from bot.domain.identity import Place
from bot.domain.meeting.decision import Change, Keep, StoreText, Wake
from bot.domain.meeting.events import ChannelOpened, GroupFed
from bot.domain.meeting.state import Meeting
from bot.ports.capabilities import Capabilities
from bot.ports.store import Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.groups.founding import plan_of
from bot.services.meeting_repository import MeetingRepository, VersionedMeeting
from bot.services.outbound.recipients import RecipientResolver
from bot.services.scheduling.owners import OWNERS, timer_owners
from bot.services.scheduling.scheduler import TimerOwner
from bot.services.serializer import Serializer
from storage.migrating import migrate
from storage.store import SqlStore, open_store
from tests.bench.figures import Figure
from tests.support.clock import START, MovedClock
from tests.support.plans import plan

FEW, MANY = 10, 1_000
DATES = 10
"""Of each group."""
LEADS = "14d 7d 1d 3h 1h"
"""Five reminders of each date."""
WAKES = 100

CHANNELS = {"discord": Capabilities("/", private_replies=True, edits=True, open_channels=True)}


def bench() -> Iterator[Figure]:
    """The median of so many, each of another date."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        few, many = asyncio.run(_measured(Path(name)))
    reminders = MANY * DATES * len(LEADS.split())
    yield Figure(f"after one wake-up, {MANY} groups with {reminders} reminders", many, "ms", few, aim=1.5)


async def _measured(folder: Path) -> tuple[float, float]:
    """Milliseconds of a wake-up; both take turns, so that a busy machine is busy for both."""
    async with _groups(folder, FEW) as few, _groups(folder, MANY) as many:
        took = [(await few.wake(), await many.wake()) for _ in range(WAKES)]
        for each, groups in ((few, FEW), (many, MANY)):
            sent = await each.store.read(lambda tx: len(tx.outbox.heads()))
            assert sent == min(groups, WAKES), "each has reminded its channel"
    return median(one for one, _ in took), median(other for _, other in took)


class _Groups(Struct, frozen=True):
    """So many groups in a database, and what follows their clock."""

    store: SqlStore
    owners: Mapping[str, TimerOwner]
    clock: MovedClock

    async def wake(self) -> float:
        """Milliseconds from waking until what is due is kept, with what is to be sent of it."""
        due = await self.store.read(lambda tx: tx.timers.next(OWNERS))
        assert due is not None
        self.clock.move((due.at - self.clock.now()).total_seconds())
        begin = perf_counter()
        await _wake(self.store, self.owners)
        return 1000 * (perf_counter() - begin)


@asynccontextmanager
async def _groups(folder: Path, groups: int) -> AsyncIterator[_Groups]:
    url = f"sqlite:///{folder}/{groups}.db"
    migrate(url)
    clock, event_writer = MovedClock(START), EventWriter(Serializer(), RecipientResolver(CHANNELS))
    async with open_store(url) as store:
        await store.write(lambda tx: _fill(tx, event_writer, groups))
        repository = MeetingRepository(Serializer(), {})
        await store.read(repository.all)
        yield _Groups(store, timer_owners(repository, event_writer, clock, ()), clock)


async def _wake(store: SqlStore, owners: Mapping[str, TimerOwner]) -> None:
    """As bot.services.scheduling.scheduler does."""
    due = await store.read(lambda tx: tx.timers.next(OWNERS))
    assert due is not None

    def happen(tx: Transaction) -> None:
        owners[due.owner].happen(tx, due.id)
        tx.timers.met(due)

    await store.write(happen)


def _fill(tx: Transaction, event_writer: EventWriter, groups: int) -> None:
    """Each group's first date comes first, then each one's second, so that wake-ups go round."""
    for group in range(groups):
        fed = plan_of(plan(f"m{group}"))
        channel = ChannelOpened(Place("discord", f"channel-{group}"), handed_over=True)
        events = (GroupFed(f"m{group}", fed), channel)
        kept = [each for number in range(1, DATES + 1) for each in _date(group, number)]
        loaded = VersionedMeeting(0, Meeting(fed))
        event_writer.record(tx, loaded, Change(events, tuple(kept)), Cause(f"bench:{group}", START))


def _date(group: int, number: int) -> tuple[Keep, StoreText, Wake]:
    at = START + timedelta(days=15 + 20 * number, seconds=group)
    date = KeyDate(number, None, at, "UTC", False, START, f"{group}-{number}", leads=LEADS)
    return Keep(date), StoreText(text_id(date, "title"), None, "Round"), Wake(date, next_due(date))
