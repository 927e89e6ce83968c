"""A scene of each kind, with all that happens in it: what came of it as a row of `./run faults`."""

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from msgspec import Struct

from tests.faults.matrix.disturbing import Disturbance, away, killed
from tests.faults.matrix.limited import hands
from tests.faults.matrix.playing import play, problems
from tests.faults.matrix.scene import Scene, scene
from tests.faults.table import Row
from tests.synapse import Synapse, running_synapse

ANNOUNCED = 0.1
"""Of the commands, those of the moderator."""
LOGGED = 20
"""Lines of the bot's log that are shown where something is wrong."""
DISTURBED = 1 / 12
"""How often something happens, by commands."""


class Kind(Struct, frozen=True):
    """What happens in which rooms."""

    name: str
    happens: Callable[[Scene, random.Random], Awaitable[None]]
    encrypted: bool = False


BOT_KILLED = Kind("bot killed", killed)
IN_ENCRYPTED = Kind("in encrypted", killed, encrypted=True)
SERVER_AWAY = Kind("server away", away)


class Size(Struct, frozen=True):
    """How many people give how many commands, all together."""

    people: int
    commands: int
    seed: int

    @property
    def disturbances(self) -> int:
        """How often something happens."""
        return max(1, round(self.commands * DISTURBED))

    @property
    def announcements(self) -> int:
        """Of the moderator."""
        return round(self.commands * ANNOUNCED)

    @property
    def each(self) -> int:
        """Of everybody else."""
        return (self.commands - self.announcements) // self.people

    @property
    def given(self) -> int:
        """Commands of all together."""
        return self.each * self.people + self.announcements


def on_matrix(wanted: argparse.Namespace) -> Iterator[Row]:
    """One row for each kind, each on a homeserver of its own."""
    size = Size(wanted.people, wanted.on_matrix, wanted.seed)
    for kind in (BOT_KILLED, IN_ENCRYPTED, SERVER_AWAY):
        row, begin = Row(kind.name, "matrix"), time.monotonic()
        with running_synapse() as synapse, tempfile.TemporaryDirectory(prefix="faults-") as folder:
            asyncio.run(played(kind, size, synapse, Path(folder), row))
        row.seconds = time.monotonic() - begin
        yield row
    yield _limited(size)


def _limited(size: Size) -> Row:
    """Hands and one kill at the limits that Synapse has by default; people come in at once."""
    row, begin = Row("limited", "matrix"), time.monotonic()
    lifted = {"per_second": 1000, "burst_count": 1000}
    joining = {"rc_joins": {"local": lifted, "remote": lifted}, "rc_joins_per_room": lifted}
    with (
        running_synapse(rate_limits=True, **joining) as synapse,
        tempfile.TemporaryDirectory(prefix="faults-") as folder,
    ):
        found = asyncio.run(hands(synapse, Path(folder), size.people, random.Random(size.seed)))
    row.count(1, f"seed {size.seed}", found)
    row.seconds = time.monotonic() - begin
    return row


async def played(kind: Kind, size: Size, synapse: Synapse, folder: Path, row: Row) -> None:
    """One scene, and what came of it; what never came is what the problems tell of."""
    async with scene(synapse, folder, size.people, encrypted=kind.encrypted) as made:
        disturbance = Disturbance(made, random.Random(size.seed), kind.happens)
        log = list[str]()
        try:
            # A task of its own: in Python 3.11.2 a group that fails leaves a cancellation in its task.
            await asyncio.create_task(_disturbed(made, size, disturbance))
        except* TimeoutError:
            log = ["somebody was never answered", *made.bot.log[-LOGGED:]]
        found = await problems(made, size.each, size.announcements)
        row.count(disturbance.done, f"seed {size.seed}", [*found, *log])


async def _disturbed(made: Scene, size: Size, disturbance: Disturbance) -> None:
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(play(made, size.each, size.announcements))
        tasks.create_task(disturbance.go_on(size.disturbances, size.given))
