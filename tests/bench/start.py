"""How soon verbs that need no platform answer, against half a second and an interpreter with both SDKs."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.bench.figures import Figure, as_installed, milliseconds
from tests.bench.store.starting import BARE, ROOT
from tests.meeting_file.files import SOUND

ROUNDS = 7
HALF_A_SECOND = 500
PROGRAM = (sys.executable, "-m", "bot")
VERBS = (("--help",), ("check", "sound.toml"), ("balance", "sound.toml"))


def bench() -> Iterator[Figure]:
    """Started in turns, where there is a meeting file and a database, as with whoever runs a bot."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        (folder / "sound.toml").write_text(SOUND, encoding="utf-8")
        _run(folder, *PROGRAM, "migrate")
        bare, *answered = milliseconds(
            _started(folder, *BARE), *(_started(folder, *PROGRAM, *verb) for verb in VERBS), rounds=ROUNDS
        )
    for (verb, *_), taken in zip(VERBS, answered, strict=True):
        yield Figure(f"start {verb}, against half a second", taken, "ms", HALF_A_SECOND, aim=1)
        yield Figure(f"start {verb}, against importing both SDKs", taken, "ms", bare)


def _started(folder: Path, *command: str) -> Callable[[], object]:
    return partial(_run, folder, *command)


def _run(folder: Path, *command: str) -> None:
    environment = {**as_installed(), "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
