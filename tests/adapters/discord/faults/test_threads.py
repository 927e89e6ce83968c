"""A room that is a thread, archived or locked in the middle of a meeting."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.discord.faults.whole import Whole

pytestmark = pytest.mark.sockets

LOCKED = "is locked, and the bot lacks: Manage Threads"


@pytest.fixture
def thread(whole: Whole) -> str:
    """A second room."""
    made = whole.server.home.add_thread(whole.room, "Side table")
    whole.plans["roundtable"] = whole.plan((whole.room, made), whole.moderators)
    return made


@pytest.fixture
async def threaded(whole: Whole, thread: str) -> AsyncIterator[Whole]:
    async with whole.running():
        await whole.debate()
        await whole.hears(thread, "")
        yield whole


async def joins(whole: Whole) -> None:
    await whole.slash(whole.server.add_person("Ana"), "join")
    await whole.hears(whole.room, "Next: Ana")


async def test_the_board_of_an_archived_thread_goes_on(threaded: Whole, thread: str) -> None:
    await threaded.server.faults.archive(thread)
    await joins(threaded)
    await threaded.hears(thread, "Next: Ana")
    assert threaded.elsewhere(LOCKED) == []


@pytest.mark.parametrize("archived", [True, False])
async def test_a_locked_thread_is_named_once_and_heard_again_when_it_is_opened(
    threaded: Whole, thread: str, archived: bool
) -> None:
    faults = threaded.server.faults
    await (faults.archive if archived else faults.open)(thread, locked=True)
    await joins(threaded)
    await threaded.next()
    await threaded.slash(threaded.vera, "announce Lunch", threaded.moderators)
    await threaded.hears_elsewhere(LOCKED)
    await threaded.hears(threaded.room, "Lunch")
    for told in (threaded.elsewhere(LOCKED), threaded.reads(threaded.moderators, LOCKED)):
        assert len(told) == 1
        assert "The thread Discord is locked" in told[0]
        assert "Please unlock the thread" in told[0]
    assert threaded.reads(thread, "Lunch") == []
    await faults.open(thread)
    threaded.clock.move(5)
    await threaded.slash(threaded.vera, "retry", threaded.moderators)
    await threaded.hears(thread, "Lunch")
    await threaded.hears(thread, "Floor: Ana")
    assert len(threaded.reads(thread, "Lunch")) == 1
