"""An announcement to two hundred rooms: until the last of them has it."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median
from time import monotonic

from tests.bench.figures import Figure
from tests.bench.rush.hall import Hall, evenfloor, hall, running
from tests.synapse import Synapse, people, running_synapse

ROOMS, ROUNDS = 200, 3
QUIET = 3.0
"""Seconds without news after which nothing is under way."""
OF_BARE = 1.15


def bench() -> Iterator[Figure]:
    """Beside bare sends to as many rooms on the same homeserver, in turns."""
    with running_synapse() as synapse, tempfile.TemporaryDirectory(prefix="bench-") as name:
        yield from asyncio.run(_measured(synapse, Path(name)))


async def _measured(synapse: Synapse, folder: Path) -> list[Figure]:
    async with AsyncExitStack() as stack:
        accounts = await stack.enter_async_context(people(synapse))
        ours = await stack.enter_async_context(hall(accounts, ROOMS))
        bare = await stack.enter_async_context(hall(accounts, ROOMS))
        await stack.enter_async_context(evenfloor(synapse, ours, folder))
        arguments = ("-m", "tests.bench.matrix.sends", synapse.url, bare.bot.id, bare.moderators)
        await stack.enter_async_context(running(bare, arguments, {"PASSWORD": bare.bot.password}))
        await ours.say("open")
        found: list[float] = []
        least: list[float] = []
        for number in range(ROUNDS):
            for each, waits in ((bare, least), (ours, found)):
                await _quiet(ours, bare)
                waits.append(await _announced(each, f"Lunch {number} is served."))
    name = f"matrix an announcement to {ROOMS} rooms, median"
    return [Figure(name, median(found) * 1000, "ms", median(least) * 1000, OF_BARE)]


async def _announced(hall: Hall, words: str) -> float:
    """Seconds until it stands in every room."""
    begin = monotonic()
    await hall.say(f"announce {words}")
    rooms = set(hall.rooms)
    await hall.watcher.until(
        lambda: rooms <= {each.room for each in hall.watcher.seen.values() if words in each.text}
    )
    return monotonic() - begin


async def _quiet(*halls: Hall) -> None:
    """Return once nothing has come for a while."""
    before = -1
    while (now := sum(each.watcher.heard for each in halls)) != before:
        before = now
        await asyncio.sleep(QUIET)
