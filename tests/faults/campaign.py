"""Plans played on one database, each life in a process that is forked from this one, which has no threads."""

import asyncio
import gc
import json
import os
import signal
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from bot.messages.catalogue import Catalogues
from tests.faults.bugs import Bug
from tests.faults.failpoints import Moment
from tests.faults.invariants import Outcome, doubled, outcome, problems
from tests.faults.life import STARTED, Life, ready, store_on
from tests.faults.plans import Plan
from tests.faults.record import Record
from tests.faults.script import ENDS
from tests.faults.stages import Stage, State

TRIES = 3
"""A moment may not come by, since what runs at the same time is not always in the same order."""

SECONDS = 60.0
"""How long a life may take; it takes less than one."""


class Stuck(Exception):
    """A life ended in a way that it should not have, or did not end."""


class Scene(Struct, frozen=True):
    """How it is before a scene and after it, and the moments between, when nothing disturbs it."""

    before: State
    recorded: Mapping[str, bytes]
    moments: Sequence[Moment]
    after: Outcome


class Verdict(Struct, frozen=True):
    """What came of one plan."""

    plan: Plan
    kills: int
    problems: Sequence[str]


class Campaign(Struct, frozen=True):
    """Plays plans on one stage; what outlives the bot beside the database stands in the folder."""

    stage: Stage
    folder: Path
    life: Life

    def reference(self) -> Iterator[Scene]:
        """Each scene played upon the one before, without a kill."""
        for number, end in enumerate(ENDS):
            before, recorded = self.stage.save(), self.life.record.save()
            self._live(end, None)
            moments = [Moment(*each) for each in json.loads((self.folder / "moments").read_text())]
            begin = moments.index(Moment(STARTED)) if number else 0
            yield Scene(before, recorded, moments[begin:], self._outcome())

    def play(self, plan: Plan, scenes: Sequence[Scene], late: float = 0.0) -> Verdict:
        """Kill as planned, let it finish, and look; once more if the moment did not come by.

        Each life after a kill begins so many seconds late. Much is different then; but nothing comes twice.
        """
        kills, found = 0, list[str]()
        for _ in range(TRIES):
            self.stage.restore(scenes[plan.first].before)
            self.life.record.restore(scenes[plan.first].recorded)
            try:
                lives = [self._live(ENDS[plan.last], plan.kills[0])]
                lives += [self._live(ENDS[plan.last], last, late) for last in (*plan.kills[1:], None)]
                kills, expected, got = sum(lives), scenes[plan.last].after, self._outcome()
                found = list(doubled(expected, got, self.life.record) if late else problems(expected, got))
            except Stuck as problem:
                found = [str(problem)]
            if kills or found:
                break
        return Verdict(plan, kills, found)

    def _live(self, end: int, last: Moment | None, late: float = 0.0) -> bool:
        """One life in a child; True if it was killed."""
        child = os.fork()
        if child == 0:
            self.life.failpoints.last = last
            _child(self.life, self.folder, end, late)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code == -signal.SIGKILL:
            self.stage.bury()
            return True
        if code != 0:
            self.stage.bury()
            raise Stuck(f"ended with {code}\n{self._failure()}")
        return False

    def _failure(self) -> str:
        """What the child wrote before it ended; nothing if the machine ended it."""
        written = self.folder / "failure"
        text = written.read_text() if written.exists() else ""
        written.unlink(missing_ok=True)
        return text

    def _outcome(self) -> Outcome:
        return asyncio.run(outcome(self.stage.url, self.life.record))


def campaign(stage: Stage, folder: Path, catalogues: Catalogues, bug: Bug | None = None) -> Campaign:
    """Ready to play."""
    return Campaign(stage, folder, ready(store_on(stage.url), Record(folder), catalogues, bug))


def warm(stage: Stage, folder: Path, catalogues: Catalogues) -> None:
    """Live once in this process, which has no threads afterwards.

    What the program makes at its first use is there for all that are forked from now on.
    """
    asyncio.run(ready(store_on(stage.url), Record(folder), catalogues).live(ENDS[-1]))
    # What stays is not looked at again, so that no child copies its pages.
    gc.collect()
    gc.freeze()


def _child(life: Life, folder: Path, end: int, late: float) -> None:
    """Never returns."""
    code = 1
    try:
        asyncio.run(asyncio.wait_for(life.live(end, late), SECONDS))
        moments = [(moment.name, moment.nth) for moment in life.failpoints.moments]
        (folder / "moments").write_text(json.dumps(moments))
        code = 0
    except BaseException:
        (folder / "failure").write_text(traceback.format_exc())
        raise
    finally:
        os._exit(code)
