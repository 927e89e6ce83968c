"""Hands and turns on a homeserver that limits the bot as Synapse does by default."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.bench.figures import Figure
from tests.bench.rush.meeting_file import write_configuration
from tests.bench.rush.served import ROOT
from tests.e2e.matrix_user import MatrixUser
from tests.synapse import Person, Synapse, people, running_synapse

HANDS, WITHIN = 14, 3.0
TURNS, BETWEEN_TURNS = 3, 20.0
SETTLING, BEFORE_THE_RUSH = 60.0, 40.0
"""Seconds after the start, in which the bot finds out about the limit, and after the opening."""
FLOOR, CARD, CONFIRMED = 3.0, 6.0, 20.0
"""Seconds at most."""


def bench() -> Iterator[Figure]:
    """One rush, and turns while it is answered."""
    # People come in at once: it is the bot that is limited.
    lifted = {"per_second": 1000, "burst_count": 1000}
    joining = {"rc_joins": {"local": lifted, "remote": lifted}, "rc_joins_per_room": lifted}
    with (
        running_synapse(rate_limits=True, **joining) as synapse,
        tempfile.TemporaryDirectory(prefix="bench-") as name,
    ):
        yield from asyncio.run(_measured(synapse, Path(name)))


async def _measured(synapse: Synapse, folder: Path) -> list[Figure]:
    async with people(synapse) as accounts:
        host, bot = await accounts.person("Host"), await accounts.person("Evenfloor")
        crowd = [await accounts.person(f"P{number}") for number in range(HANDS)]
        async with _meeting(synapse, folder, host, bot, crowd) as meeting:
            return await _rush(meeting, crowd)


@dataclass
class _Meeting:
    watcher: MatrixUser
    room: str
    moderators: str

    async def say(self, command: str) -> None:
        await self.watcher.person.say(self.moderators, f"!{command}")

    async def read(self, words: str, room: str, times: int = 1) -> float:
        """The moment from which on so many messages with these words stand there."""
        await self.watcher.until(lambda: sum(words in text for text in self.watcher.texts(room)) >= times)
        return monotonic()


async def _rush(meeting: _Meeting, crowd: Sequence[Person]) -> list[Figure]:
    begin = monotonic()
    for number, person in enumerate(crowd):
        await asyncio.sleep(max(0.0, begin + WITHIN * number / HANDS - monotonic()))
        await person.say(meeting.room, "!join")
    line = asyncio.create_task(meeting.read("In the queue:", meeting.room))
    floors, cards = [], []
    for turn in range(1, TURNS + 1):
        asked = monotonic()
        await meeting.say("next")
        floors.append(await meeting.read("has the floor", meeting.room, turn) - asked)
        cards.append(await meeting.read("Turn ", meeting.moderators, turn) - asked)
        await asyncio.sleep(max(0.0, asked + BETWEEN_TURNS - monotonic()))
    return [
        Figure("limits floor in the room, the slowest turn", max(floors), "s", FLOOR, aim=1),
        Figure("limits turn card, the slowest turn", max(cards), "s", CARD, aim=1),
        Figure(f"limits {HANDS} hands confirmed in one line", await line - begin, "s", CONFIRMED, aim=1),
    ]


@asynccontextmanager
async def _meeting(
    synapse: Synapse, folder: Path, host: Person, bot: Person, crowd: Sequence[Person]
) -> AsyncIterator[_Meeting]:
    room = await host.create_room(preset="public_chat", invite=[bot.id])
    moderators = await host.create_room(preset="private_chat", invite=[bot.id])
    for person in crowd:
        await person.join(room)
    section = f'homeserver = "{synapse.url}"\nuser = "{bot.id}"\nstore = "{folder}/store"\n'
    config = write_configuration(folder, section, platform="matrix", room=room, moderators=moderators)
    watcher = MatrixUser(host, bot.id)
    watching = asyncio.create_task(watcher.watch())
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", "--config", str(config)),
        cwd=ROOT,
        env={**os.environ, "EVENFLOOR_MATRIX__PASSWORD": bot.password},
    )
    try:
        for each in (room, moderators):
            await host.until_member(each, bot.id)
        meeting = _Meeting(watcher, room, moderators)
        await asyncio.sleep(SETTLING)
        for command in ("open", "start"):
            await meeting.say(command)
        await asyncio.sleep(BEFORE_THE_RUSH)
        yield meeting
    finally:
        process.terminate()
        await process.wait()
        watching.cancel()
