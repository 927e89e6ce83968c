"""Which part of the script is played, and at which moments the bot is killed on the way."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, zip_longest

from msgspec import Struct

from tests.faults.failpoints import Moment
from tests.faults.script import SCENES


class Plan(Struct, frozen=True):
    """From the begin of one scene to the end of another; each kill ends a life, and the last life goes on."""

    first: int
    last: int
    kills: tuple[Moment, ...]

    def __str__(self) -> str:
        scenes = f"scene {self.first}" if self.first == self.last else f"scenes {self.first}-{self.last}"
        return f"{scenes}, killed at {', then '.join(map(str, self.kills))}"

    @classmethod
    def parse(cls, text: str) -> "Plan":
        """From what is printed of it; ValueError if it is not."""
        found = re.fullmatch(r"scenes? (\d+)(?:-(\d+))?, killed at (.+)", text)
        if found is None:
            raise ValueError(f"this is no plan: {text}")
        first, last, kills = found.groups()
        moments = (kill.rpartition(" #") for kill in kills.split(", then "))
        return cls(int(first), int(last or first), tuple(Moment(name, int(nth)) for name, _, nth in moments))


Moments = Mapping[int, Sequence[Moment]]
"""Those of an undisturbed life, for each scene."""


def single(moments: Moments, kind: str = "") -> list[Plan]:
    """One kill at each moment, of those whose names begin with the kind."""
    return [
        Plan(scene, scene, (moment,))
        for scene, there in moments.items()
        for moment in there
        if moment.name.startswith(kind)
    ]


def spread(plans: Sequence[Plan], wanted: int, chance: random.Random) -> list[Plan]:
    """So many of them, and of each name of a moment as many as of others."""
    groups: dict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        groups[plan.kills[0].name].append(plan)
    for group in groups.values():
        chance.shuffle(group)
    turns = (plan for turn in zip_longest(*groups.values()) for plan in turn if plan is not None)
    return list(islice(turns, wanted))


def several(moments: Moments, count: int, chance: random.Random) -> Iterator[Plan]:
    """Plans with two to five kills, in one scene or some in a row, or in all of them."""
    for _ in range(count):
        first = chance.choice(list(moments))
        last = min(first + chance.choice((0, 0, 1, 2, len(SCENES))), len(SCENES) - 1)
        there = [moment for scene in range(first, last + 1) for moment in moments[scene]]
        kills = (chance.choice(there) for _ in range(chance.randint(2, 5)))
        # A life that goes on from a kill comes by fewer moments of a name than one from the begin.
        yield Plan(first, last, tuple(Moment(kill.name, chance.randint(1, kill.nth)) for kill in kills))
