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

SHOWS = {
    Bug.ACKNOWLEDGE_FIRST: "after acknowledging",
    Bug.NO_DEDUPE: "before acknowledging",
    Bug.NEW_KEYS: "after send",
    Bug.TWO_TRANSACTIONS: "after COMMIT",
    Bug.CLAIM_WITHOUT_STATE: "after acknowledging",
}
"""The moment at which a kill brings each bug to light."""


def run(database: str, points: int, plans: int, *more: str) -> tuple[int, str]:
    numbers = ("--points", str(points), "--plans", str(plans), "--database", database)
    command = [sys.executable, "-m", "tests.faults", "--only", "kills", *numbers, *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(("database", "points"), [("sqlite", 300), ("postgresql", 150)])
def test_nothing_lost_and_nothing_twice(database: str, points: int) -> None:
    code, said = run(database, points, 100)
    assert code == 0, said
    rows = re.findall(rf"^(single|several) +{database} +(\d+) +(\d+)", said, re.MULTILINE)
    runs = {kind: (int(runs), int(kills)) for kind, runs, kills in rows}
    assert runs["single"][0] == points
    assert runs["single"][1] >= 0.95 * points, "some moments do not come by each time"
    assert runs["several"][0] == 100
    assert runs["several"][1] >= 150


@pytest.mark.parametrize("bug", list(Bug), ids=lambda bug: bug.name)
def test_a_planted_bug_is_noticed(bug: Bug) -> None:
    code, said = run("sqlite", 100_000, 0, "--stop", "--bug", bug.name, "--kind", SHOWS[bug])
    assert code == 1, said
    assert "killed at" in said
