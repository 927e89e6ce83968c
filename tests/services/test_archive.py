"""The archive remembers what was kept, and nothing else."""

import asyncio

import pytest

from bot.domain.meeting.facts import Invited, Recorded
from bot.ports.store import FactRow, Store, Transaction
from bot.services.archive import Archive
from bot.services.codec import Codec
from tests.support.clock import START
from tests.support.plans import plan

MEETING = "roundtable"


@pytest.fixture
def archive() -> Archive:
    return Archive(Codec(), {MEETING: plan()})


async def invited(store: Store, archive: Archive) -> bool:
    return await store.read(lambda tx: archive.load(tx, MEETING).meeting.invited)


def invite(tx: Transaction, archive: Archive) -> None:
    """A fact, which the same transaction sees."""
    fact = archive.codec.row(1, Recorded(Invited(), START), "clock:1")
    tx.log.append(MEETING, [fact])
    assert archive.load(tx, MEETING).meeting.invited


async def test_what_is_undone_is_not_remembered(store: Store, archive: Archive) -> None:
    def fail(tx: Transaction) -> None:
        invite(tx, archive)
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(fail)
    assert not await invited(store, archive)
    await store.write(lambda tx: invite(tx, archive))
    assert await invited(store, archive)


async def test_what_one_of_a_group_undoes_the_next_does_not_see(store: Store, archive: Archive) -> None:
    def fail(tx: Transaction) -> None:
        invite(tx, archive)
        raise LookupError

    both = (store.write(fail), store.write(lambda tx: invite(tx, archive)))
    outcomes = await asyncio.gather(*both, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [LookupError, type(None)]
    assert await invited(store, archive)


async def test_a_log_that_cannot_be_read_stops_no_other_meeting(store: Store, archive: Archive) -> None:
    unknown = FactRow(1, START, "from-a-newer-program", {}, "c")
    await store.write(lambda tx: tx.log.append("strange", [unknown]))
    known = await store.read(archive.all)
    assert [meeting.plan.id for meeting in known] == [MEETING]
