"""Hands and turns on a homeserver that limits the bot as Synapse does by default."""

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic

from tests.bench.figures import Figure
from tests.bench.rush.hall import Hall, evenfloor, hall
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
    async with people(synapse) as accounts, hall(accounts) as made:
        crowd = [await accounts.person(f"P{number}") for number in range(HANDS)]
        for person in crowd:
            await person.join(made.room)
        async with evenfloor(synapse, made, folder):
            await asyncio.sleep(SETTLING)
            for command in ("open", "start"):
                await made.say(command)
            await asyncio.sleep(BEFORE_THE_RUSH)
            return await _rush(made, crowd)


async def _rush(hall: Hall, crowd: Sequence[Person]) -> list[Figure]:
    begin = monotonic()
    for number, person in enumerate(crowd):
        await asyncio.sleep(max(0.0, begin + WITHIN * number / HANDS - monotonic()))
        await person.say(hall.room, "!join")
    line = asyncio.create_task(hall.read("In the queue:", hall.room))
    floors, cards = [], []
    for turn in range(1, TURNS + 1):
        asked = monotonic()
        await hall.say("next")
        floors.append(await hall.read("has the floor", hall.room, turn) - asked)
        cards.append(await hall.read("Turn ", hall.moderators, turn) - asked)
        await asyncio.sleep(max(0.0, asked + BETWEEN_TURNS - monotonic()))
    return [
        Figure("limits floor in the room, the slowest turn", max(floors), "s", FLOOR, aim=1),
        Figure("limits turn card, the slowest turn", max(cards), "s", CARD, aim=1),
        Figure(f"limits {HANDS} hands confirmed in one line", await line - begin, "s", CONFIRMED, aim=1),
    ]
