"""An announcement to a thousand channels of a server that takes what Discord takes, and no more."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from tests.bench.figures import Figure
from tests.bench.rush.served import evenfloor
from tests.discord_server.limits.limits import A_SECOND

CHANNELS = 1000
OF_THE_LIMIT = 0.9
REFUSED = 0.02
"""Of all its requests at most; Discord shuts out who is refused too often."""
WORDS = "Lunch is served."


def bench() -> Iterator[Figure]:
    """Posts a second, beside what Discord announces."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        yield from asyncio.run(_measured(Path(name)))


async def _measured(folder: Path) -> list[Figure]:
    async with evenfloor(folder, rooms=CHANNELS) as meeting:
        world, limits = meeting.server.world, meeting.server.limits
        await meeting.quiet()
        limits.on, before = True, len(world.messages)
        begin = monotonic()
        await meeting.command(f"announce {WORDS}")

        def posted() -> list[float]:
            return [each.at for each in world.messages[before:] if WORDS in each.content and not each.reader]

        await meeting.server.until(lambda: len(posted()) >= CHANNELS)
        name, seconds = f"discord an announcement to {CHANNELS} channels", max(posted()) - begin
    return [
        Figure(name, CHANNELS / seconds, "posts/s", A_SECOND, OF_THE_LIMIT, more_is_better=True),
        Figure(f"{name}, refused requests", limits.refused, "requests", CHANNELS, REFUSED),
    ]
