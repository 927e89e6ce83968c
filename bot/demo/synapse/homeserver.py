"""A homeserver for as long as it is wanted, ended with whoever wants it."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.demo.synapse.configuration import ADDRESS, NO_LIMITS, write_configuration
from bot.demo.synapse.starting import READY, START_SECONDS, STOP_SECONDS, command, environment, readiness


class NotStarted(Exception):
    """Synapse ended, or did not come up; with the end of what it said."""


@asynccontextmanager
async def homeserver(folder: Path, port: int) -> AsyncIterator[str]:
    """Its address; on leaving, it has ended."""
    config = write_configuration(folder, port, NO_LIMITS)
    with readiness(folder) as ready, (folder / "synapse.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *command(config),
            cwd=folder,
            env={**os.environ, **environment(folder)},
            stdin=asyncio.subprocess.PIPE,
            stdout=log,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the demo, which ends it after the bot
        )
        try:
            if not await _is_up(process, ready):
                raise NotStarted((folder / "synapse.log").read_text(errors="replace")[-2000:])
            yield f"http://{ADDRESS}:{port}"
        finally:
            await _end(process)


async def _is_up(process: asyncio.subprocess.Process, ready: socket.socket) -> bool:
    """Once it says so; False where it ended before, or says nothing."""
    ready.setblocking(False)
    up, ended = asyncio.ensure_future(_says_so(ready)), asyncio.ensure_future(process.wait())
    try:
        await asyncio.wait((up, ended), timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        return up.done()
    finally:
        up.cancel()
        ended.cancel()
        await asyncio.gather(up, ended, return_exceptions=True)


async def _says_so(ready: socket.socket) -> None:
    while READY not in await asyncio.get_running_loop().sock_recv(ready, 1024):
        pass


async def _end(process: asyncio.subprocess.Process) -> None:
    """In order; at once where that takes too long, or somebody who waits for it will not."""
    if process.returncode is not None:
        return
    process.terminate()
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
