"""What a bot with a thousand open meetings does in a minute in which nothing happens; Linux counts it."""

import asyncio
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from tests.bench.figures import Figure
from tests.bench.rush.served import addresses, bare, program
from tests.bench.store.meetings import make_database
from tests.discord_server import DiscordServer

OPEN = 1_000
SETTLING, MINUTE = 10.0, 60.0
"""Seconds."""


def bench() -> Iterator[Figure]:
    """Beside a bot that keeps nothing, in the same minute."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        yield from asyncio.run(_measured(Path(name)))


async def _measured(folder: Path) -> list[Figure]:
    url = f"sqlite:///{folder}/idle.db"
    await make_database(url, OPEN, datetime.now(UTC))
    async with (
        DiscordServer() as quiet,
        DiscordServer() as server,
        bare(quiet) as least,
        program(server, _configuration(folder, url, server)) as ours,
    ):
        await asyncio.sleep(SETTLING)
        mine, others = _used(ours), _used(least)
        await asyncio.sleep(MINUTE)
        mine, others = _used(ours) - mine, _used(least) - others
    name = f"idle a minute with {OPEN} open meetings"
    return [
        Figure(f"{name}, processor", mine.seconds, "s", others.seconds),
        Figure(f"{name}, woken", mine.woken, "times", others.woken),
    ]


def _configuration(folder: Path, url: str, server: DiscordServer) -> Path:
    """Without files of meetings: they are in the database."""
    (folder / "meetings").mkdir()
    config = folder / "config.toml"
    config.write_text(
        f'meetings = "{folder}/meetings"\nlog_level = "error"\n[database]\nurl = "{url}"\n'
        f"[discord]\n{addresses(server)}"
    )
    return config


class _Use(Struct, frozen=True):
    """Of a process since it began, in all its threads."""

    seconds: float
    woken: int
    """How often a thread went on after it had waited for something."""

    def __sub__(self, before: "_Use") -> "_Use":
        return _Use(self.seconds - before.seconds, self.woken - before.woken)


def _used(process: int) -> _Use:
    threads = list(Path(f"/proc/{process}/task").iterdir())
    nanoseconds = sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads)
    lines = [line for thread in threads for line in (thread / "status").read_text().splitlines()]
    waits = [line.split()[1] for line in lines if line.startswith("voluntary_ctxt_switches")]
    return _Use(nanoseconds / 1e9, sum(map(int, waits)))
