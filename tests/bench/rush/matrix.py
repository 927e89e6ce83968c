"""The figures on a homeserver: direct chats one by one, ten of them at once, and calls."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import median
from time import monotonic

from msgspec import Struct

from tests.bench.figures import Figure
from tests.bench.rush.hall import Hall, echo, evenfloor, hall
from tests.e2e.matrix_user import MatrixUser
from tests.synapse import Synapse, people, running_synapse
from tests.synapse.person import People

ROUNDS, AT_ONCE, CALLS = 3, 10, 10
COMMANDS = ("join", "position")
BETWEEN_CALLS = 1.5
"""Seconds: two calls within one are taken for one tap, and by then the board is right."""
ALONE, TOGETHER, NEXT = 1.15, 1.3, 1.5
"""Times the echo's median."""

Waits = dict[str, list[float]]
"""Seconds, by what they are the waits of."""


def bench() -> Iterator[Figure]:
    """Beside the echo, in turns, on one homeserver without limits."""
    with running_synapse() as synapse, tempfile.TemporaryDirectory(prefix="bench-") as name:
        yield from asyncio.run(_measured(synapse, Path(name)))


async def _measured(synapse: Synapse, folder: Path) -> list[Figure]:
    async with AsyncExitStack() as stack:
        accounts = await stack.enter_async_context(people(synapse))
        ours = await stack.enter_async_context(hall(accounts))
        bare = await stack.enter_async_context(hall(accounts))
        await stack.enter_async_context(evenfloor(synapse, ours, folder))
        await stack.enter_async_context(echo(synapse, bare))
        for command, sign in (("open", "is open"), ("start", "The floor is open.")):
            await ours.say(command)
            await ours.read(sign, ours.room)
        least: Waits = {}
        found: Waits = {}
        for _ in range(ROUNDS):
            for each, waits in ((bare, least), (ours, found)):
                await _round(accounts, each, waits)
    return [_figure(what, found[what], least[what]) for what in found]


def _figure(what: str, found: Sequence[float], least: Sequence[float]) -> Figure:
    aim = NEXT if what.startswith("next") else TOGETHER if "at once" in what else ALONE
    return Figure(f"rush on Matrix, {what}, median", median(found) * 1000, "ms", median(least) * 1000, aim)


async def _round(accounts: People, hall: Hall, waits: Waits) -> None:
    """Newcomers by themselves, newcomers at once, then as many calls."""
    async with _chats(accounts, hall) as chats:
        for command in COMMANDS:
            for chat in chats[:AT_ONCE]:
                waits.setdefault(f"{command} alone", []).append(await chat.answered(command))
        for command in COMMANDS:
            at_once = await asyncio.gather(*(chat.answered(command) for chat in chats[AT_ONCE:]))
            waits.setdefault(f"{command}, {AT_ONCE} at once", []).extend(at_once)
    for _ in range(CALLS):
        await asyncio.sleep(BETWEEN_CALLS)
        waits.setdefault("next until the room reads it", []).append(await _call(hall))


async def _call(hall: Hall) -> float:
    words = "has the floor"
    before, begin = sum(words in text for text in hall.watcher.texts(hall.room)), monotonic()
    await hall.say("next")
    return await hall.read(words, hall.room, before + 1) - begin


class _Chat(Struct, frozen=True):
    user: MatrixUser
    room: str

    async def answered(self, command: str) -> float:
        """Seconds from saying it to reading the answer."""
        before, begin = self._places(), monotonic()
        await self.user.person.say(self.room, command)
        await self.user.until(lambda: self._places() > before)
        return monotonic() - begin

    def _places(self) -> int:
        """How often they were told of theirs; what is said beside it does not count."""
        return sum("Your place now:" in text for text in self.user.texts(self.room))


@asynccontextmanager
async def _chats(accounts: People, hall: Hall) -> AsyncIterator[Sequence[_Chat]]:
    """Newcomers, each with a direct chat that the bot is in."""
    async with asyncio.TaskGroup() as tasks:
        made = [tasks.create_task(_chat(accounts, hall, number)) for number in range(2 * AT_ONCE)]
    chats = [each.result() for each in made]
    watching = [asyncio.create_task(chat.user.watch()) for chat in chats]
    try:
        yield chats
    finally:
        for task in watching:
            task.cancel()


async def _chat(accounts: People, hall: Hall, number: int) -> _Chat:
    user = MatrixUser(await accounts.person(f"P{number}"), hall.bot.id)
    return _Chat(user, await user.chat())
