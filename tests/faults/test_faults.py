"""The short form of `./run faults`: some moments of each kind, both databases, and planted bugs noticed.

In a process of its own, since it forks and must have no threads when it does.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.bugs import Bug

pytestmark = [pytest.mark.sockets, pytest.mark.timeout(600)]

ROOT = Path(__file__).parents[2]


def run(database: str, points: int, plans: int, *more: str) -> tuple[int, str]:
    numbers = ("--points", str(points), "--plans", str(plans), "--database", database)
    command = [sys.executable, "-m", "tests.faults", *numbers, *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(("database", "points", "plans"), [("sqlite", 36, 8), ("postgresql", 24, 4)])
def test_nothing_lost_and_nothing_twice(database: str, points: int, plans: int) -> None:
    code, said = run(database, points, plans)
    assert code == 0, said
    [(single, multiple, kills)] = re.findall(rf"^{database} +\d+ +(\d+) +(\d+) +(\d+)", said, re.MULTILINE)
    assert (int(single), int(multiple)) == (points, plans)
    assert int(kills) >= points


@pytest.mark.parametrize("bug", list(Bug), ids=lambda bug: bug.name)
def test_a_planted_bug_is_noticed(bug: Bug) -> None:
    code, said = run("sqlite", 20, 0, "--stop", "--bug", bug.name)
    assert code == 1, said
    assert "killed at" in said
