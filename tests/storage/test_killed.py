"""SIGKILL in the middle: what was acknowledged is there, and nothing is there by half."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.migrating import migrate
from storage.schema import SCRIPTS, schema_problem
from storage.store import open_store
from tests.storage.conftest import Fresh, fill, rows, shape
from tests.support.notes import noted

pytestmark = pytest.mark.sockets

ROOT = Path(__file__).parents[2]


def start(*arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.storage.dying", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def migrate_and_die(url: str, scripts: Path, last: int) -> int:
    """The number of steps, or 0 if it died on the way."""
    with start("migrate", url, str(scripts), str(last)) as child:
        said, _ = child.communicate(timeout=60)
    assert child.returncode == (0 if said else -signal.SIGKILL)
    return int(said or 0)


@pytest.mark.parametrize("acknowledged", [1, 40, 250])
async def test_no_acknowledged_commit_is_lost(url: str, acknowledged: int) -> None:
    migrate(url)
    with start("commit", url) as child:
        assert child.stdout is not None
        said = [int(child.stdout.readline()) for _ in range(acknowledged)]
        child.kill()
        said += [int(line) for line in child.stdout.read().splitlines()]
    async with open_store(url) as store:
        head, events, counted = await store.read(
            lambda tx: (tx.log.head("m"), len(tx.log.after("m", 0)), noted(tx, "count"))
        )
    assert said == list(range(1, len(said) + 1))
    assert head - len(said) in (0, 1)  # the last one may be kept and not yet acknowledged
    assert events == head
    assert counted == str(head)


def test_killed_while_a_database_is_made(fresh: Fresh) -> None:
    url, whole = fresh(), fresh()
    steps = migrate_and_die(whole, SCRIPTS, last=0)
    for last in {1, steps // 3, steps - 1, steps}:
        assert migrate_and_die(url, SCRIPTS, last) == 0
        assert shape(url) == []
        assert schema_problem(url) is not None
    migrate(url)
    assert shape(url) == shape(whole)


async def test_killed_while_an_older_database_is_brought_up_to_date(fresh: Fresh, next_scripts: Path) -> None:
    url, whole = fresh(), fresh()
    for each in (url, whole):
        migrate(each)
    await fill(url)
    before = shape(url)
    steps = migrate_and_die(whole, next_scripts, last=0)
    for last in {steps // 2, steps - 1, steps}:
        assert migrate_and_die(url, next_scripts, last) == 0
        assert shape(url) == before
        assert schema_problem(url) is None
        assert rows(url, "SELECT native_id FROM account") == [("@ana:example.org",)]
    migrate(url, next_scripts)
    assert shape(url) == shape(whole)
