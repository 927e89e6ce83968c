"""`./run faults` as tests run it: in a process of its own, since it forks and must have no threads then."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def faults(*arguments: str) -> tuple[int, str]:
    """Its exit status, and all that it said."""
    command = [sys.executable, "-m", "tests.faults", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr
