"""Scripts played with kills: each life in a process of its own, forked from this one that has no threads."""

import asyncio
import os
import random
import shutil
import signal
import tempfile
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path

from bot.messages.catalogue import Catalogues, load_catalogues
from tests.faults.bugs import Bug
from tests.faults.failpoints import Failpoints
from tests.faults.invariants import Outcome, outcome, problems
from tests.faults.life import Life
from tests.faults.record import Record

Plan = Sequence[int]
"""At which moment of its first life the bot is killed, of its second, and so on; the last life goes on."""

NewDatabase = Callable[[Path], str]
"""The address of an empty, migrated database; the folder is the script's own."""


class Stuck(Exception):
    """A life ended in a way that it should not have."""


@dataclass(frozen=True)
class Verdict:
    """What came of one plan."""

    plan: Plan
    kills: int
    problems: Sequence[str]


@dataclass(frozen=True)
class Campaign:
    """Plays plans on one kind of database."""

    new_database: NewDatabase
    catalogues: Catalogues
    bug: Bug | None = None

    def reference(self) -> tuple[Outcome, list[str]]:
        """An undisturbed life: its outcome, and the moments at which it could have been killed."""
        with tempfile.TemporaryDirectory(prefix="faults-") as name:
            url, folder = self.new_database(Path(name)), Path(name)
            self._live(url, folder, 0)
            moments = (folder / "moments").read_text().splitlines()
            return self._outcome(url, folder), moments

    def play(self, plan: Plan, expected: Outcome) -> Verdict:
        """Kill as planned, let it finish, and look."""
        with tempfile.TemporaryDirectory(prefix="faults-") as name:
            url, folder = self.new_database(Path(name)), Path(name)
            kills = sum(self._live(url, folder, last) for last in (*plan, 0))
            return Verdict(plan, kills, list(problems(expected, self._outcome(url, folder))))

    def _live(self, url: str, folder: Path, last: int) -> bool:
        """One life in a child; True if it was killed."""
        child = os.fork()
        if child == 0:
            _child(Life(url, Record(folder), Failpoints(last), self.catalogues, self.bug), folder)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            return True
        if os.waitstatus_to_exitcode(status) != 0:
            raise Stuck((folder / "failure").read_text() if (folder / "failure").exists() else str(status))
        return False

    def _outcome(self, url: str, folder: Path) -> Outcome:
        return asyncio.run(outcome(url, Record(folder)))


def _child(life: Life, folder: Path) -> None:
    """Never returns."""
    code = 1
    try:
        asyncio.run(asyncio.wait_for(life.live(), 120))
        (folder / "moments").write_text("\n".join(life.failpoints.names))
        code = 0
    except BaseException:
        (folder / "failure").write_text(traceback.format_exc())
        raise
    finally:
        os._exit(code)


def plans(moments: Sequence[str], points: int, several: int, seed: int) -> Iterator[Plan]:
    """So many single kills (at each moment once, if there are as many), then plans with several."""
    chance = random.Random(seed)
    yield from ([point] for point in _spread(moments, points, chance))
    for _ in range(several):
        yield [chance.randint(1, len(moments)) for _ in range(chance.randint(2, 5))]


def _spread(moments: Sequence[str], points: int, chance: random.Random) -> list[int]:
    """The numbers of moments, of each kind (before a commit, after a send, ...) as many as of others."""
    kinds: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(moments, 1):
        kinds[" ".join(name.split()[:2])].append(number)
    for numbers in kinds.values():
        chance.shuffle(numbers)
    turns = (number for turn in zip_longest(*kinds.values()) for number in turn if number is not None)
    return sorted(islice(turns, points))


def file_databases(template: Path) -> NewDatabase:
    """Copies of a file."""

    def new(folder: Path) -> str:
        shutil.copyfile(template, folder / "evenfloor.db")
        return f"sqlite:///{folder}/evenfloor.db"

    return new


def campaign(new_database: NewDatabase, bug: Bug | None = None) -> Campaign:
    """Ready to play."""
    return Campaign(new_database, load_catalogues(), bug)
