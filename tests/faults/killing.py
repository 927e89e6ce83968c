"""Single and several kills on one database, played by some processes at a time."""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from bot.messages.catalogue import load_catalogues
from tests.faults.bugs import Bug
from tests.faults.campaign import Scene, Verdict, campaign, warm
from tests.faults.plans import Plan, several, single, spread
from tests.faults.sharing import shared_work
from tests.faults.stages import Stage, stages
from tests.faults.table import Row, say

AWAY_SECONDS = 600.0
"""Longer than Discord knows a key."""


class Players(Struct, frozen=True):
    """One stage for each process, and the scenes as they should be."""

    stages: Sequence[Stage]
    scenes: Sequence[Scene]
    bug: Bug | None

    def play(self, row: Row, plans: Sequence[Plan], *, stop: bool, late: float = 0.0) -> Row:
        """All of them, or until the first problem; each life after a kill begins so many seconds late."""
        begin = time.monotonic()
        with shared_work(len(self.stages), lambda number: self._share(number, plans, late)) as verdicts:
            for verdict in verdicts:
                row.count(verdict.kills, str(verdict.plan), verdict.problems)
                if stop and row.wrong:
                    break
        row.seconds = time.monotonic() - begin
        return row

    def _share(self, number: int, plans: Sequence[Plan], late: float) -> Iterator[Verdict]:
        with tempfile.TemporaryDirectory(prefix="faults-") as folder:
            played = campaign(self.stages[number], Path(folder), load_catalogues(), self.bug)
            for plan in plans[number :: len(self.stages)]:
                yield played.play(plan, self.scenes, late)


def kills(database: str, wanted: argparse.Namespace) -> Iterator[Row]:
    """What came of single kills, and of plans with several."""
    chance = random.Random(wanted.seed)
    with stages(database) as new, tempfile.TemporaryDirectory(prefix="faults-") as folder:
        made = [new() for _ in range(wanted.processes)]
        with tempfile.TemporaryDirectory(prefix="faults-") as once:
            warm(new(), Path(once), load_catalogues())
        scenes = list(campaign(new(), Path(folder), load_catalogues()).reference())
        moments = {number: scene.moments for number, scene in enumerate(scenes)}
        players, plans = Players(made, scenes, wanted.bug), single(moments, wanted.kind)
        names = {plan.kills[0].name for plan in plans}
        say(f"{database}: {len(plans)} moments of {len(names)} names")
        chosen = spread(plans, wanted.points, chance)
        yield players.play(Row("single", database), chosen, stop=wanted.stop)
        sent = spread(single(moments, "after send"), wanted.away, chance)
        yield players.play(Row("long away", database), sent, stop=wanted.stop, late=AWAY_SECONDS)
        more = [wanted.plan] * wanted.plans if wanted.plan else list(several(moments, wanted.plans, chance))
        yield players.play(Row("several", database), more, stop=wanted.stop)
