"""The bot's process: started, moved on in time, killed, started again."""

import asyncio
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct, field

PATIENCE = 120.0
"""Seconds after which a test gives up waiting; nothing waits that long when it works."""


class Bot(Struct):
    """One program on one configuration; `now` is the time that it is given."""

    config: Path
    now: datetime
    secrets: dict[str, str]
    platforms: tuple[str, ...] = ("discord", "matrix")
    log: list[str] = field(default_factory=list)
    _process: asyncio.subprocess.Process | None = None
    _reading: "asyncio.Task[None] | None" = None
    _said: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def start(self) -> None:
        """Start, and return when every platform is connected."""
        begin = len(self.log)
        await self.launch()
        await self.serves(begin)

    async def serves(self, begin: int = 0) -> None:
        """Return when every platform is connected."""
        for platform in self.platforms:
            await self.says(f"{platform}: connected", begin)

    async def launch(self) -> None:
        """Start, and wait for nothing."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.e2e.process",
            str(self.config),
            self.now.isoformat(),
            stdin=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, **self.secrets},
        )
        self._reading = asyncio.create_task(self._read(self._process))

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            async with self._said:
                self.log.append(line.decode(errors="replace").rstrip())
                self._said.notify_all()
        async with self._said:
            self.log.append("(the process has ended)")
            self._said.notify_all()

    async def says(self, words: str, begin: int = 0) -> None:
        """Wait for a line of the log."""
        try:
            async with asyncio.timeout(PATIENCE), self._said:
                await self._said.wait_for(lambda: any(words in line for line in self.log[begin:]))
        except TimeoutError:
            raise AssertionError(f"never said: {words}\n" + "\n".join(self.log[-60:])) from None

    def move(self, **by: float) -> None:
        """Let time pass for the bot (seconds=..., minutes=...)."""
        self.now += timedelta(**by)
        assert self._process is not None
        assert self._process.stdin is not None
        if self._process.returncode is None:  # else the next one is told as it starts
            self._process.stdin.write(f"{self.now.isoformat()}\n".encode())

    async def moved(self, to: datetime) -> None:
        """Let it be that moment, and return when the bot knows."""
        begin = len(self.log)
        self.move(seconds=(to - self.now).total_seconds())
        await self.says(f"it is {self.now.isoformat()}", begin)

    async def kill(self) -> None:
        """SIGKILL: no goodbye."""
        assert self._process is not None
        self._process.kill()
        await self._ended()

    async def stop(self) -> int:
        """SIGTERM; returns the exit code, 0 where it was never started."""
        if self._process is None:
            return 0
        if self._process.returncode is None:
            self._process.terminate()
        return await self._ended()

    async def _ended(self) -> int:
        assert self._process is not None
        assert self._reading is not None
        async with asyncio.timeout(PATIENCE):
            await self._reading
            return await self._process.wait()
