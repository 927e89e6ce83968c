"""A process for test_killed: a note is kept, and the process kills itself where its answer would go out."""

import asyncio
import os
import random
import signal
import sys

from bot.domain.identity import Identity
from bot.messages.catalogue import load_catalogues
from bot.messages.document import Document
from bot.ports.platform import Answering
from storage.store import open_store
from tests.services.groups.conftest import meet
from tests.services.groups.impacts.conftest import KENYA
from tests.support.bot import playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM, plan

MOLE, CAUSE = Identity("discord", "zwiebelmole"), "discord:777000111"
VERA, IVO = Identity("discord", "vera"), Identity("matrix", "ivo")


class Dying(InMemoryPlatform):
    """Takes no answer to that note."""

    async def direct_message(
        self, to: Identity, document: Document, key: str, answering: Answering | None = None
    ) -> str:
        if key.startswith(CAUSE):
            os.kill(os.getpid(), signal.SIGKILL)
        return await super().direct_message(to, document, key, answering)


async def give_and_die(url: str) -> None:
    discord, matrix = Dying("discord"), InMemoryPlatform("matrix", private_replies=False)
    discord.moderators.add((VERA, DISCORD_MODERATORS))
    matrix.moderators.add((IVO, MATRIX_ROOM))
    plans, chance = {"roundtable": plan()}, random.Random(3).random
    async with open_store(url) as store:
        texts, clock = load_catalogues(), MovedClock()
        async with playing(store, texts, plans, discord, matrix, clock=clock, chance=chance) as bot:
            await meet(bot)
            await bot.say(MOLE, "stay", DISCORD_ROOM)
            await bot.give(MOLE, f"impact anonymous {KENYA}", cause=CAUSE)


if __name__ == "__main__":
    asyncio.run(give_and_die(sys.argv[1]))
