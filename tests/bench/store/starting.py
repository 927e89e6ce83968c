"""Starting again with many open meetings, and the memory that they take."""

import asyncio
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from tests.bench.figures import Figure, as_installed
from tests.bench.store.meetings import make_database

ROOT = Path(__file__).parents[3]
OPEN_AT_RESTART, OPEN_IN_MEMORY = 200, 1_000
ROUNDS = 3
BARE = (sys.executable, "-c", "import discord, nio, resource; print(resource.getrusage(0).ru_maxrss)")
"""An interpreter with both SDKs, that says how much memory it took at most."""


def bench() -> Iterator[Figure]:
    """Against the bare interpreter, started in turns."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        few, many = Path(name) / "few.db", Path(name) / "many.db"
        asyncio.run(make_database(f"sqlite:///{few}", OPEN_AT_RESTART))
        asyncio.run(make_database(f"sqlite:///{many}", OPEN_IN_MEMORY))
        runs = [(_run(*BARE), _answer(few, round)) for round in range(ROUNDS)]
        bare, answered = (min(run[which][0] for run in runs) for which in (0, 1))
        yield Figure(f"store restart to first answer, {OPEN_AT_RESTART} open meetings", answered, "s", bare)
        memory = _answer(many, 0)[1]
        yield Figure(f"store memory with {OPEN_IN_MEMORY} open meetings", memory, "MiB", runs[0][0][1])


def _answer(database: Path, round: int) -> tuple[float, float]:
    """On a copy, where the command is a new one."""
    copy = database.with_name(f"{database.stem}-{round}.db")
    shutil.copyfile(database, copy)
    return _run(sys.executable, "-m", "tests.bench.answering", f"sqlite:///{copy}")


def _run(*command: str) -> tuple[float, float]:
    """Seconds, and MiB at most."""
    begin = perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=as_installed(), stdout=subprocess.PIPE, text=True, check=True
    )
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return perf_counter() - begin, int(done.stdout) / unit
