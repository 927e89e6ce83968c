"""The command line as a process of its own, with somebody at the keyboard or nobody."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from tests.e2e.bot import PATIENCE


class Terminal(Struct):
    """One run of `check --live` after another."""

    config: Path
    meeting: Path
    secrets: Mapping[str, str]
    lines: list[str] = field(default_factory=list)
    errors: str = ""
    _process: asyncio.subprocess.Process | None = None
    _keyboard: int | None = None

    async def start(self, *options: str, attended: bool = False) -> None:
        self.lines, self.errors = [], ""
        keyboard, ours = os.openpty() if attended else (None, asyncio.subprocess.DEVNULL)
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "check", "--config", str(self.config)),
            *(options or ("--live", str(self.meeting))),
            stdin=ours,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, **self.secrets},
            preexec_fn=_hear_ctrl_c,
        )
        if keyboard is not None:
            os.close(ours)
        self._keyboard = keyboard

    async def runs(self, *options: str) -> int:
        """Start it with nobody at the keyboard, perhaps otherwise than live; its exit code."""
        await self.start(*options)
        return await self.ends()

    @property
    def steps(self) -> list[str]:
        """The lines of the trial, without what every check says before."""
        return self.lines[self.lines.index("Everything is in order.") + 1 :]

    def failed(self) -> list[str]:
        return [line for line in self.steps if ": failed" in line]

    async def says(self, *words: str) -> str:
        """The next line with all of these words; fails where it ends before."""
        assert self._process is not None
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while line := (await self._process.stdout.readline()).decode().rstrip("\n"):
                self.lines.append(line)
                if all(word in line for word in words):
                    return line
        raise AssertionError(f"never said: {words}\n" + "\n".join(self.lines) + await self._rest())

    async def ends(self) -> int:
        """Its exit code, when it has said all."""
        assert self._process is not None
        async with asyncio.timeout(PATIENCE):
            self.errors += await self._rest()
            code = await self._process.wait()
        if self._keyboard is not None:
            os.close(self._keyboard)
        return code

    async def interrupt(self) -> int:
        """Ctrl-C; the exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)
        return await self.ends()

    async def kill(self) -> None:
        """SIGKILL: no goodbye."""
        assert self._process is not None
        self._process.kill()
        await self.ends()

    async def _rest(self) -> str:
        assert self._process is not None
        out, errors = await self._process.communicate()
        self.lines += out.decode().splitlines()
        return errors.decode()


def _hear_ctrl_c() -> None:
    """As in a terminal, also where the tests themselves were started in the background and hear none."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
