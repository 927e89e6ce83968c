"""What happens while people write to each other: bot, homeserver and Discord go away, each in its ways."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

from tests.faults.relay.scene import Scene

Happens = Callable[[Scene, Random, int], Awaitable[None]]
"""With the number of messages after which it is to be over, where that can be chosen."""


async def bot_killed(scene: Scene, _: Random, _until: int) -> None:
    """Without a word, and started again at once."""
    await scene.bot.kill()
    await scene.bot.start()


async def bot_away(scene: Scene, _: Random, until: int) -> None:
    """For so long that people go on without it."""
    await scene.bot.kill()
    await scene.until_done(until)
    await scene.bot.start()


async def homeserver_stopped(scene: Scene, _: Random, _until: int) -> None:
    """In order, and started again."""
    await asyncio.to_thread(scene.synapse.restart)


async def homeserver_killed(scene: Scene, _: Random, _until: int) -> None:
    """Without a word, and started again."""
    await asyncio.to_thread(scene.synapse.restart, killed=True)


async def homeserver_frozen(scene: Scene, chance: Random, _until: int) -> None:
    """It takes what is sent to it, and answers later."""
    with scene.synapse.frozen():
        await asyncio.sleep(chance.uniform(0.5, 3))


async def discord_cut(scene: Scene, _: Random, until: int) -> None:
    """The line; the session is resumed."""
    await scene.discord.faults.cut()
    await scene.until_done(until)


async def discord_forgets(scene: Scene, _: Random, until: int) -> None:
    """The session cannot be resumed: what happens until there is another one, nobody tells."""
    scene.discord.faults.close_gateway()
    await scene.discord.faults.invalidate()
    await scene.until_done(until)
    scene.discord.faults.close_gateway(closed=False)
    await scene.discord.until(lambda: scene.discord.connected)


async def discord_away(scene: Scene, _: Random, until: int) -> None:
    """Nobody answers there, people write all the same."""
    await scene.discord.faults.go_away()
    await scene.until_done(until)
    scene.discord.faults.come_back()
    await scene.discord.until(lambda: scene.discord.connected)


ALL: tuple[Happens, ...] = (
    bot_killed,
    homeserver_killed,
    discord_forgets,
    bot_away,
    discord_cut,
    homeserver_frozen,
    discord_away,
    homeserver_stopped,
)
