"""Commands kept a second, through the service and by the bare driver, on both databases."""

import asyncio
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from tests.bench.figures import Figure
from tests.bench.store.meetings import make_database
from tests.postgres import Postgres, running_postgres

ROOT = Path(__file__).parents[3]
COMMANDS = 600
"""Of each process."""
ROUNDS = 3
PROCESSES = (1, 4)
"""How many share the work on PostgreSQL."""
AT_ONCE = 20
ALONE_AIM, AT_ONCE_AIM = 0.35, 0.5


class Ground(Struct, frozen=True):
    """One kind of database, with open meetings in it."""

    name: str
    copy: Callable[[], str]
    """The address of a copy that nobody has used."""
    bare: Callable[[str], str]
    """The address as the bare driver takes it."""


def bench() -> Iterator[Figure]:
    """SQLite alone and with many at once; PostgreSQL the same, with one process and with four."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name, ExitStack() as stack:
        folder = Path(name)
        yield from _measured(_files(folder), folder, 1)
        ground = _server(stack.enter_context(running_postgres(durable=True)))
        for processes in PROCESSES:
            yield from _measured(ground, folder, processes)


def _measured(ground: Ground, folder: Path, processes: int) -> Iterator[Figure]:
    meetings = [f"m{number}" for number in range(processes)]
    recordings = [_record(ground, meeting, folder) for meeting in meetings]
    modes = ((1, "one at a time", ALONE_AIM), (AT_ONCE, f"{AT_ONCE} in flight", AT_ONCE_AIM))
    best = {1: 0.0, AT_ONCE: 0.0, 0: 0.0}
    for _ in range(ROUNDS):  # In turns, so that a busy machine is busy for all of them.
        best[0] = max(best[0], _rate(_bare(ground, recordings)))
        for in_flight, _, _ in modes:
            best[in_flight] = max(best[in_flight], _rate(_service(ground, meetings, in_flight)))
    several = f"{processes} process" if processes == 1 else f"{processes} processes"
    for in_flight, words, aim in modes:
        name = f"store commands, {ground.name}, {several}, {words}"
        yield Figure(name, best[in_flight], "/s", best[0], aim, more_is_better=True)


def _files(folder: Path) -> Ground:
    template = folder / "template.db"
    asyncio.run(make_database(f"sqlite:///{template}", 1))
    copies = iter(range(1_000_000))

    def copy() -> str:
        path = folder / f"copy-{next(copies)}.db"
        shutil.copyfile(template, path)
        return f"sqlite:///{path}"

    return Ground("SQLite", copy, lambda url: url.removeprefix("sqlite:///"))


def _server(server: Postgres) -> Ground:
    template = server.create()
    asyncio.run(make_database(server.url(template), 4))
    return Ground("PostgreSQL", lambda: server.url(server.create(template)), lambda url: url)


def _record(ground: Ground, meeting: str, folder: Path) -> Path:
    file = folder / f"{ground.name}-{meeting}.jsonl"
    started = _start(_command(ground.copy(), meeting, 1, str(file)))
    _go([started])
    return file


def _service(ground: Ground, meetings: Sequence[str], in_flight: int) -> Sequence[Sequence[str]]:
    url = ground.copy()
    return [_command(url, meeting, in_flight) for meeting in meetings]


def _bare(ground: Ground, recordings: Sequence[Path]) -> Sequence[Sequence[str]]:
    address, script = ground.bare(ground.copy()), str(Path(__file__).with_name("raw.py"))
    return [[sys.executable, script, address, str(recording)] for recording in recordings]


def _command(url: str, meeting: str, in_flight: int, *more: str) -> Sequence[str]:
    numbers = (str(COMMANDS), str(in_flight))
    return [sys.executable, "-m", "tests.bench.store.service", url, meeting, *numbers, *more]


def _rate(commands: Sequence[Sequence[str]]) -> float:
    """Commands a second of all processes together."""
    seconds = _go([_start(command) for command in commands])
    return COMMANDS * len(commands) / max(float(each) for each in seconds)


def _start(command: Sequence[str]) -> "subprocess.Popen[str]":
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _go(processes: Sequence["subprocess.Popen[str]"]) -> list[str]:
    """Let all of them begin, and hear what they say in the end."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate()[0].strip() for process in processes]
    assert all(process.returncode == 0 for process in processes)
    return said
