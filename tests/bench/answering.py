"""A bot that starts, answers one command, and says how much memory it took at most (as getrusage counts).

python -m tests.bench.answering URL
"""

import asyncio
import resource
import sys

from bot.cli import loaded
from bot.domain.identity import Identity, Place
from bot.messages.catalogue import load_catalogues
from bot.ports.platform import Invocation, TypedRequest
from storage.schema import schema_problem
from storage.store import open_store
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
        who, room = Identity("discord", "m7-0"), Place("discord", "room-m7")
        asked = Invocation("discord:m7-0", who, who.id, room, False, TypedRequest("join"), clock.now())
        await bot.app.command_service.handle(asked)
        await bot.settled()
        return bot.answer(asked.author, asked.cause)


if __name__ == "__main__":
    loaded(("run",))  # What `evenfloor run` imports and builds.
    assert schema_problem(sys.argv[1]) is None
    assert asyncio.run(answer_one(sys.argv[1]))
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\n")
