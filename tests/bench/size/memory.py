"""What a meeting takes in memory, when its calling order has been asked for."""

import gc
import tracemalloc
from collections.abc import Iterator

from bot.domain.meeting.queue_view import calling_order
from bot.domain.meeting.state import Meeting
from tests.bench.figures import Figure
from tests.bench.size.crowd import meeting

LARGE, SMALL = 3_000, 50


def bench() -> Iterator[Figure]:
    """One large meeting, against as many people in small ones."""
    small = _mebibytes(SMALL) * LARGE / SMALL
    yield Figure(f"size memory of a meeting of {LARGE}", _mebibytes(LARGE), "MiB", small)


def _mebibytes(people: int) -> float:
    """What is held by the state alone, folded from its events, which are dropped."""
    gc.collect()
    tracemalloc.start()
    held = _asked(meeting(people))
    gc.collect()
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(held.queue) == people
    return taken / 2**20


def _asked(state: Meeting) -> Meeting:
    assert len(calling_order(state)) == len(state.queue)
    return state
