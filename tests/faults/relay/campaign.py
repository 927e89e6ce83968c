"""A long talk with all that happens in it, compared after each outage, as a row of `./run faults`."""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from msgspec import Struct

from tests.faults.relay.disturbing import ALL, Happens
from tests.faults.relay.scene import Scene, scene
from tests.faults.table import Row
from tests.synapse import Synapse, running_synapse

ROUND = 100
"""Messages between two outages, in both rooms together."""
LOGGED = 20
"""Lines of the bot's log that are shown where something is wrong."""


class Talk(Struct, frozen=True):
    """So many rounds of so many messages, and what happens in each."""

    outages: Sequence[Happens]
    messages: int
    seed: int


def on_both(wanted: argparse.Namespace) -> Row:
    """The long one."""
    chance, rounds = Random(wanted.seed), max(1, wanted.messages // ROUND)
    outages = [ALL[n] if n < len(ALL) else chance.choice(ALL) for n in range(rounds)]
    row, begin = Row("relay", "matrix"), time.monotonic()
    with running_synapse() as synapse, tempfile.TemporaryDirectory(prefix="faults-") as folder:
        asyncio.run(played(Talk(outages, ROUND, wanted.seed), synapse, Path(folder), row))
    row.seconds = time.monotonic() - begin
    return row


async def played(talk: Talk, synapse: Synapse, folder: Path, row: Row) -> None:
    """One talk; it ends with the first round after which the rooms are not as they must be."""
    chance, found, kills = Random(talk.seed), list[str](), 0
    async with scene(synapse, folder, talk.seed) as made:
        for happens in talk.outages:
            found = await _round(made, happens, talk.messages, chance)
            kills += 1
            if found:
                told = [line for line in made.bot.log if "it is 2" not in line]
                found = [happens.__name__, *found, *told[-LOGGED:]]
                break
    row.count(kills, f"seed {talk.seed}", found)


async def _round(made: Scene, happens: Happens, messages: int, chance: Random) -> list[str]:
    """Both rooms are written in while it happens; then they are compared."""
    before, (one, other) = made.done, made.sides
    first = chance.randrange(messages // 2)
    until = chance.randrange(first, messages)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(made.talk(one, messages // 2))
        tasks.create_task(made.talk(other, messages // 2))
        await made.until_done(before + first)
        await happens(made, chance, before + until)
    return await made.problems()
