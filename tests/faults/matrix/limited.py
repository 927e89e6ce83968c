"""A homeserver that limits the bot as Synapse does by default, and a bot that is killed while many wait.

There they may be told together, in one line in the room, in place of alone.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.faults.matrix.disturbing import killed
from tests.faults.matrix.people import Member
from tests.faults.matrix.scene import Scene, scene
from tests.synapse import Synapse

LINE = "In the queue:"
PATIENCE = 300.0
"""Seconds: the homeserver takes one message in five of them."""
MOST_SECONDS = 20.0
"""Until the bot is killed: by then some have been told, and others have not."""


async def hands(synapse: Synapse, folder: Path, size: int, chance: Random) -> Sequence[str]:
    """All raise their hands at once; what was wrong."""
    async with scene(synapse, folder, size) as made:
        for member in made.crowd:
            await member.say("!join")
        await asyncio.sleep(chance.uniform(0, MOST_SECONDS))
        await killed(made, chance)
        try:
            async with asyncio.timeout(PATIENCE):
                while not all(_told(made).values()):
                    await made.moderator.user.up_to_date()
                    await asyncio.sleep(1)
        except TimeoutError:
            pass
        times = _told(made)
        return [f"{name} was told {count} times" for name, count in times.items() if count != 1]


def _told(scene: Scene) -> Counter[str]:
    """How often each of them was told that they wait, alone or in the line."""
    lines = [text for text in scene.moderator.read(scene.room) if text.startswith(LINE)]
    words = Counter(" ".join(lines).replace(",", " ").replace(".", " ").split())
    return Counter(
        {f"P{number}": words[f"P{number}"] + _alone(each) for number, each in enumerate(scene.crowd)}
    )


def _alone(member: Member) -> int:
    return sum(text.startswith("You are in the queue") for text in member.told())
