"""What five commands cost with few and with many who wait; the sizes take turns in one run."""

import asyncio
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random
from statistics import median

from bot.app import BOARD_PAUSE, Dependencies, build_app
from bot.commands.table import commands
from bot.domain.meeting.state import Meeting
from bot.messages.catalogue import load_catalogues
from storage.store import open_store
from tests.bench.figures import Figure, p95
from tests.bench.size.crowd import MODERATOR, make_database, meeting
from tests.bench.size.rooms import Decided, Kept, Room, Shown
from tests.support.bot import playing
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform

SIZES: Sequence[int] = (50, 300, 1_000, 3_000)
AIMED = 1_000
"""The size that has an aim."""
ROUNDS = 40
KEPT_AIM, POST_AIM = 1.3, 2
COMMANDS = ("join", "identify", "position", "withdraw", "next")

Times = Mapping[str, Sequence[float]]
"""Milliseconds by command."""


def bench() -> Iterator[Figure]:
    """Decided alone; decided and kept; and until it is shown."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        databases = {size: f"sqlite:///{name}/{size}.db" for size in SIZES}
        for size, url in databases.items():
            asyncio.run(make_database(url, size))
        copies = {size: _copy(Path(name), size) for size in SIZES}
        decided = asyncio.run(_played({size: Decided(meeting(size)) for size in SIZES}))
        kept = asyncio.run(_kept(databases))
        for command in COMMANDS:
            yield from _figures(f"size {command}, decided", decided, command, median, None)
            yield from _figures(f"size {command}, kept", kept, command, median, KEPT_AIM)
            yield from _figures(f"size {command}, kept, p95", kept, command, p95, None)
        shown = asyncio.run(_shown(copies))
        for command, words, aim in (("next", "until its post", POST_AIM), ("join", "until its answer", None)):
            yield from _figures(f"size {command}, {words}", shown, command, median, aim)
            yield from _figures(f"size {command}, {words}, p95", shown, command, p95, None)


def _copy(folder: Path, size: int) -> str:
    shutil.copyfile(folder / f"{size}.db", folder / f"{size}-shown.db")
    return f"sqlite:///{folder}/{size}-shown.db"


def _figures(
    words: str,
    times: Mapping[int, Times],
    command: str,
    middle: Callable[[Sequence[float]], float],
    aim: float | None,
) -> Iterator[Figure]:
    """Each size beside the smallest."""
    least, *others = ((size, middle(times[size][command])) for size in SIZES)
    for size, value in others:
        yield Figure(f"{words}, {size} waiting", value, "ms", least[1], aim if size == AIMED else None)


async def _kept(databases: Mapping[int, str]) -> Mapping[int, Times]:
    async with AsyncExitStack() as stack:
        rooms: dict[int, Room] = {}
        for size, url in databases.items():
            store, clock = await stack.enter_async_context(open_store(url)), MovedClock()
            given = Dependencies(store, _platforms(), clock, lambda: 0.5)
            app = build_app(given, commands(), load_catalogues(), {})
            await store.read(app.repository.all)
            rooms[size] = Kept(app, clock)
        return await _played(rooms)


async def _shown(databases: Mapping[int, str]) -> Mapping[int, Times]:
    async with AsyncExitStack() as stack:
        rooms: dict[int, Room] = {}
        for size, url in databases.items():
            store, fakes = await stack.enter_async_context(open_store(url)), _platforms().values()
            bot = playing(store, load_catalogues(), {}, *fakes, clock=MovedClock(), board_pause=BOARD_PAUSE)
            rooms[size] = Shown(await stack.enter_async_context(bot))
        return await _played(rooms)


def _platforms() -> Mapping[str, InMemoryPlatform]:
    return {name: InMemoryPlatform(name) for name in ("discord", "matrix")}


async def _played(rooms: Mapping[int, Room]) -> Mapping[int, Times]:
    """All rooms, round by round, so that a busy machine is busy for all of them."""
    random = Random(1)
    times: Mapping[int, dict[str, list[float]]] = {size: defaultdict(list) for size in rooms}
    for _ in range(ROUNDS):
        for size, room in rooms.items():
            for command, took in await _round(room, random):
                times[size][command].append(took)
    return times


async def _round(room: Room, random: Random) -> Sequence[tuple[str, float]]:
    """Each command once; as many wait at the end as at the begin."""
    before, newcomer = len(room.meeting.queue), room.meeting.counters.people + 1
    took = [
        ("join", await room.give(newcomer, "join")),
        ("identify", await room.give(newcomer, "identify cs af")),
        ("position", await room.give(_somebody(room.meeting, random), "position")),
        ("withdraw", await room.give(_somebody(room.meeting, random), "withdraw")),
        ("next", await room.give(MODERATOR, "next")),
    ]
    assert len(room.meeting.queue) == before - 1
    await room.give(newcomer + 1, "join")
    await room.rest()
    return took


def _somebody(meeting: Meeting, random: Random) -> int:
    """Of those who wait."""
    return random.choice(meeting.queue).person
