"""One conversation on two platforms: messages alone and in bursts, until the other room has them."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path
from statistics import median
from time import monotonic

from msgspec import Struct

from tests.bench.figures import Figure, p95
from tests.bench.rush.hall import hall, running
from tests.discord_server import DiscordServer
from tests.e2e.bot import Bot
from tests.e2e.matrix_user import MatrixUser
from tests.e2e.test_relay import talking
from tests.e2e.world import world
from tests.synapse import Synapse, people, running_synapse

ROUNDS, ALONE, BURST = 3, 10, 50
TICK = 0.25
"""Seconds after which our bot's clock is told the time."""


class Ends(Struct, frozen=True):
    """The two rooms of a relay, and somebody in each."""

    server: DiscordServer
    author: str
    channel: str
    user: MatrixUser
    room: str

    async def to_matrix(self, sign: str, messages: int) -> float:
        """Seconds until as many as were written on Discord stand on Matrix."""
        begin = monotonic()
        for number in range(messages):
            await self.server.say(self.author, self.channel, f"{sign} {number}")
        await self.user.until(lambda: sum(sign in text for text in self.user.texts(self.room)) >= messages)
        return monotonic() - begin

    async def to_discord(self, sign: str, messages: int) -> float:
        """The other way."""
        begin = monotonic()
        await asyncio.gather(
            *(self.user.person.say(self.room, f"{sign} {number}") for number in range(messages))
        )
        await self.server.until(lambda: self._there(sign) >= messages)
        return monotonic() - begin

    def _there(self, sign: str) -> int:
        shown = self.server.messages(self.channel)
        return sum(sign in each.content for each in shown if each.author == self.server.bot)


Way = Callable[[Ends, str, int], Awaitable[float]]
WAYS: tuple[tuple[str, Way], ...] = (
    ("Discord to Matrix", Ends.to_matrix),
    ("Matrix to Discord", Ends.to_discord),
)


def bench() -> Iterator[Figure]:
    """Beside a bot that only forwards, on the same homeserver, in turns."""
    with running_synapse() as synapse, tempfile.TemporaryDirectory(prefix="bench-") as name:
        yield from asyncio.run(_measured(synapse, Path(name)))


async def _measured(synapse: Synapse, folder: Path) -> list[Figure]:
    found: dict[str, list[float]] = {}
    least: dict[str, list[float]] = {}
    async with _ours(synapse, folder) as ours, _bare(synapse) as bare:
        signs = (f"sign{number}x" for number in count())
        for _ in range(ROUNDS):
            for way, go in WAYS:
                for ends, waits in ((bare, least), (ours, found)):
                    alone = [await go(ends, next(signs), 1) for _ in range(ALONE)]
                    waits.setdefault(f"{way} alone", []).extend(alone)
                    waits.setdefault(f"{way} burst", []).append(await go(ends, next(signs), BURST))
    return [figure for way, _ in WAYS for figure in _figures(way, found, least)]


def _figures(way: str, found: dict[str, list[float]], least: dict[str, list[float]]) -> Iterator[Figure]:
    one, many = f"{way} alone", f"{way} burst"
    name = f"relay from {way}"
    yield Figure(f"{name}, one alone, median", median(found[one]) * 1000, "ms", median(least[one]) * 1000)
    yield Figure(f"{name}, one alone, p95", p95(found[one]) * 1000, "ms", p95(least[one]) * 1000)
    rates = (BURST / median(found[many]), BURST / median(least[many]))
    yield Figure(f"{name}, a burst of {BURST}", rates[0], "messages/s", rates[1], more_is_better=True)


@asynccontextmanager
async def _ours(synapse: Synapse, folder: Path) -> AsyncIterator[Ends]:
    """A group with a relay."""
    async with world(synapse, folder) as stage:
        talk = await talking(stage)
        passing = asyncio.create_task(_passes(stage.bot))
        try:
            yield Ends(stage.discord, talk.vera.id, talk.thread, talk.ivo.user, talk.room)
        finally:
            passing.cancel()


@asynccontextmanager
async def _bare(synapse: Synapse) -> AsyncIterator[Ends]:
    """A room on each side of the forwarder."""
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(DiscordServer())
        server.world.words_allowed = True
        channel, ana = server.add_channel("talk"), server.add_person("Ana")
        accounts = await stack.enter_async_context(people(synapse))
        made = await stack.enter_async_context(hall(accounts))
        where = (made.room, server.api_base, server.gateway, channel)
        arguments = ("-m", "tests.bench.matrix.forwarder", synapse.url, made.bot.id, *where)
        secrets = {"PASSWORD": made.bot.password, "TOKEN": server.token}
        await stack.enter_async_context(running(made, arguments, secrets))
        await server.until(lambda: server.world.brings_words)
        yield Ends(server, ana, channel, made.watcher, made.room)


async def _passes(bot: Bot) -> None:
    """As fast as it does here."""
    while True:
        await asyncio.sleep(TICK)
        bot.move(seconds=TICK)
