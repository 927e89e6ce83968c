"""The repository remembers what was kept, and nothing else."""

import asyncio

import pytest

from bot.domain.changing import replace
from bot.domain.meeting.events import Invited, RecordedEvent
from bot.ports.store import EventRow, Store, Transaction
from bot.services.meeting_repository import MeetingRepository
from bot.services.serializer import Serializer
from tests.support.clock import START
from tests.support.plans import plan

MEETING = "roundtable"


@pytest.fixture
def repository() -> MeetingRepository:
    return MeetingRepository(Serializer(), {MEETING: plan()})


async def invited(store: Store, repository: MeetingRepository) -> bool:
    return await store.read(lambda tx: repository.load(tx, MEETING).meeting.invited)


def invite(tx: Transaction, repository: MeetingRepository) -> None:
    """An event, which the same transaction sees."""
    event = repository.serializer.row(1, RecordedEvent(Invited(), START), "clock:1")
    tx.log.append(MEETING, [event])
    assert repository.load(tx, MEETING).meeting.invited


async def test_what_is_undone_is_not_remembered(store: Store, repository: MeetingRepository) -> None:
    def fail(tx: Transaction) -> None:
        invite(tx, repository)
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(fail)
    assert not await invited(store, repository)
    await store.write(lambda tx: invite(tx, repository))
    assert await invited(store, repository)


async def test_what_one_of_a_group_undoes_the_next_does_not_see(
    store: Store, repository: MeetingRepository
) -> None:
    def fail(tx: Transaction) -> None:
        invite(tx, repository)
        raise LookupError

    both = (store.write(fail), store.write(lambda tx: invite(tx, repository)))
    outcomes = await asyncio.gather(*both, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [LookupError, type(None)]
    assert await invited(store, repository)


async def test_who_was_slower_does_not_take_back_what_is_remembered(
    store: Store, repository: MeetingRepository
) -> None:
    loop, begun, kept = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()

    def look(tx: Transaction) -> None:
        assert not repository.load(tx, MEETING, 0).meeting.invited
        loop.call_soon_threadsafe(begun.set)
        asyncio.run_coroutine_threadsafe(kept.wait(), loop).result()

    slow = asyncio.create_task(store.read(look))
    await begun.wait()
    await store.write(lambda tx: invite(tx, repository))
    kept.set()
    await slow
    assert [meeting.invited for meeting in repository.cached()] == [True]


async def test_a_move_of_its_own_behind_another_s_leaves_something_to_look_for(
    store: Store, repository: MeetingRepository
) -> None:
    await store.read(repository.all)

    def move(tx: Transaction) -> int:
        moves = tx.log.moved()
        repository.keep(tx, MEETING, replace(repository.load(tx, MEETING), moves=moves))
        return moves

    assert repository.knows(await store.write(move))
    await store.write(lambda tx: tx.log.moved())
    assert not repository.knows(await store.write(move)), "of the one before it nothing was read"
    await store.read(repository.all)
    assert repository.knows(await store.write(move))


async def test_an_unreadable_log_is_not_looked_for_again_and_again(
    store: Store, repository: MeetingRepository
) -> None:
    await store.write(lambda tx: tx.log.append("strange", [EventRow(1, START, "odd", {}, "c")]))
    await store.read(repository.all)
    begun = await store.write(lambda tx: tx.causes.begin("c", START, MEETING))
    assert begun is not None
    assert repository.knows(begun.moves)


async def test_a_log_that_cannot_be_read_stops_no_other_meeting(
    store: Store, repository: MeetingRepository
) -> None:
    unknown = EventRow(1, START, "from-a-newer-program", {}, "c")
    await store.write(lambda tx: tx.log.append("strange", [unknown]))
    known = await store.read(repository.all)
    assert [meeting.plan.id for meeting in known] == [MEETING]
