"""A bot that starts, answers one command, and says how much memory it took at most (as getrusage counts).

python -m tests.bench.store.answering URL
"""

import asyncio
import resource
import sys

from bot.cli import application
from bot.messages.catalogue import load_catalogues
from storage.schema import schema_problem
from storage.store import open_store
from tests.bench.store.service import invocations
from tests.support.bot import playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform


async def answer_one(url: str) -> str:
    """The answer, as it was shown."""
    clock = MovedClock()
    fakes = [InMemoryPlatform(name) for name in ("discord", "matrix")]
    async with (
        open_store(url) as store,
        playing(store, load_catalogues(), {}, *fakes, clock=clock) as bot,
    ):
        [asked] = invocations("m7", 1, clock)
        await bot.app.command_service.handle(asked)
        await bot.settled()
        return bot.answer(asked.author, asked.cause)


if __name__ == "__main__":
    application()  # What the program itself imports and builds, with every verb.
    assert schema_problem(sys.argv[1]) is None
    assert asyncio.run(answer_one(sys.argv[1]))
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\n")
