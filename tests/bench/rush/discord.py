"""The figures: one by one, twenty in flight, three hundred within a second, and calls while hands go up."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure, p95
from tests.bench.rush.crowd import Crowd
from tests.bench.rush.served import Meeting, evenfloor, from_memory

ROUNDS, ALONE, IN_FLIGHT, AT_ONCE = 3, 12, 40, 20
BURST, CALLS, HANDS_A_SECOND = 300, 20, 10
BETWEEN_CALLS = 1.5
"""Seconds; two calls within one are taken for one tap."""
LONGEST_ALONE, LAST_ANSWER, NEXT = 4.0, 1.5, 60.0
"""Milliseconds over the bare bot, seconds, milliseconds."""


def bench() -> Iterator[Figure]:
    """Beside the bot that answers from memory, in turns; all within what newcomers of one server may do."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        yield from asyncio.run(_measured(Path(name)))


async def _measured(folder: Path) -> list[Figure]:
    async with from_memory() as bare, evenfloor(folder) as meeting:
        burst = await _burst(bare, meeting)
        return [*await _in_turns(bare, meeting), *burst, *await _calls(meeting)]


async def _in_turns(bare: Crowd, meeting: Crowd) -> list[Figure]:
    alone: tuple[list[float], list[float]] = [], []
    rates: tuple[list[float], list[float]] = [], []
    for _ in range(ROUNDS):
        for which, crowd in enumerate((bare, meeting)):
            alone[which].extend(await crowd.one_by_one(ALONE))
            rates[which].append(await crowd.in_flight(IN_FLIGHT, AT_ONCE))
    floor, ours = (median(each) * 1000 for each in alone)
    slow, fast = median(rates[1]), median(rates[0])
    return [
        Figure("rush alone, median over the bare bot", ours - floor, "ms", LONGEST_ALONE, aim=1),
        Figure("rush alone, median", ours, "ms", floor),
        Figure(f"rush {AT_ONCE} in flight", slow, "answers/s", fast, aim=0.25, more_is_better=True),
    ]


async def _burst(bare: Crowd, meeting: Crowd) -> list[Figure]:
    least = await bare.burst(BURST, 1)
    waits = await meeting.burst(BURST, 1)
    last = max(wait + number / BURST for number, wait in enumerate(waits))
    return [
        Figure(f"rush {BURST} within a second, median", median(waits) * 1000, "ms", median(least) * 1000),
        Figure(f"rush {BURST} within a second, p95", p95(waits) * 1000, "ms", p95(least) * 1000),
        Figure(f"rush {BURST} within a second, the last answer", last, "s", LAST_ANSWER, aim=1),
    ]


async def _calls(meeting: Meeting) -> list[Figure]:
    """`next` again and again, while others go on pressing."""
    hands = asyncio.create_task(
        meeting.burst(int(CALLS * BETWEEN_CALLS * HANDS_A_SECOND), CALLS * BETWEEN_CALLS)
    )
    waits = []
    for _ in range(CALLS):
        waits.append(await meeting.call_next())
        await asyncio.sleep(max(0.0, BETWEEN_CALLS - waits[-1]))
    answers = await hands
    return [
        Figure("rush next until the room reads it, p95", p95(waits) * 1000, "ms", NEXT, aim=1),
        Figure("rush next until the room reads it, median", median(waits) * 1000, "ms", NEXT),
        Figure("rush answers meanwhile, p95", p95(answers) * 1000, "ms", NEXT),
    ]
