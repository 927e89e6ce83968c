"""What happens meanwhile: the bot is killed, or the homeserver is, or is stopped, or does not answer."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

from msgspec import Struct

from tests.faults.matrix.scene import Scene

SOON = 0.4
"""Within how many seconds after a command something happens."""


class Disturbance(Struct):
    """So many of them while so many commands are given, at moments left to chance."""

    scene: Scene
    chance: Random
    happens: Callable[[Scene, Random], Awaitable[None]]
    done: int = 0

    async def go_on(self, times: int, commands: int) -> None:
        """One after the other."""
        moments = sorted(self.chance.randrange(1, commands) for _ in range(times))
        for moment in moments:
            await self.scene.until_given(moment)
            await asyncio.sleep(self.chance.uniform(0, SOON))
            await self.happens(self.scene, self.chance)
            self.done += 1


async def killed(scene: Scene, _: Random) -> None:
    """The bot, without a word."""
    await scene.bot.kill()
    await scene.bot.start()


async def away(scene: Scene, chance: Random) -> None:
    """The homeserver: stopped, killed, or frozen for some seconds."""
    match chance.choice(("stopped", "killed", "frozen")):
        case "frozen":
            with scene.synapse.frozen():
                await asyncio.sleep(chance.uniform(0.5, 4))
        case how:
            await asyncio.to_thread(scene.synapse.restart, killed=how == "killed")
