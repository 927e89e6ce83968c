"""Asking until Discord tells: what was missed, and is passed over now, is never told again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from itertools import chain, repeat
from typing import Final, TypeVar

import aiohttp
import discord

log = logging.getLogger(__name__)

T = TypeVar("T")

PAUSES: Final = (1.0, 5.0, 15.0, 60.0)
"""Seconds between attempts; the last one goes on."""


async def insist(ask: Callable[[], Awaitable[T]], pauses: Sequence[float]) -> T | None:
    """The answer, as often as it takes; None where the bot may not have it."""
    for pause in chain(pauses, repeat(pauses[-1])):
        try:
            return await ask()
        except (discord.Forbidden, discord.NotFound) as problem:
            log.warning("a channel cannot be read: %s", type(problem).__name__)
            return None
        except (discord.HTTPException, aiohttp.ClientError, OSError) as problem:
            log.warning("a channel cannot be read, again in %.0f s: %s", pause, type(problem).__name__)
        await asyncio.sleep(pause)
    return None
