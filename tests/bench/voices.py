"""Those who always come back, against those who ask once: `first-voices` beside `igf`, in turns of 120."""

from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random
from statistics import fmean

from msgspec import Struct

from bot.domain.fair_queue import Attributes, Person
from bot.domain.fair_queue.presets import PRESETS
from bot.simulation.measures import measure
from bot.simulation.playing import Play
from bot.simulation.population import POPULATIONS
from bot.simulation.rivals import Evenfloor
from bot.simulation.scenario import Event, Scenario
from tests.bench.figures import Figure

TURNS = 120
SEEDS = 30


class Kind(Struct, frozen=True):
    """A meeting: so many people are each alone in a group and always come back, all others ask once."""

    title: str
    alone: int
    others: Mapping[str, int]
    most_turns: int
    """The aim of those who are alone."""
    most_unheard: int

    def scenario(self) -> Scenario:
        """All hands go up before the first turn; those who are alone come first."""
        alone: dict[Person, Attributes] = {f"{n}": (f"alone {n}", "hall", None) for n in range(self.alone)}
        crowd: dict[Person, Attributes] = {
            f"{group} {n}": (group, "hall", None) for group, size in self.others.items() for n in range(size)
        }
        hands = (Event("join", person) for person in (*alone, *crowd))
        return Scenario(alone | crowd, (*hands, *[Event("next")] * TURNS), frozenset(alone))


KINDS = (
    Kind("one beside 100 of a group", 1, {"large": 100}, 20, 0),
    Kind("three beside 97 of a group", 3, {"large": 97}, 45, 22),
    Kind("one beside three groups of 40", 1, {"first": 40, "second": 40, "third": 40}, 9, 9),
)


def bench() -> Iterator[Figure]:
    """Turns of those who come back, people never heard, and how evenly groups speak elsewhere."""
    for kind in KINDS:
        (before, unheard_before), (after, unheard) = (played(kind, name) for name in ("igf", "first-voices"))
        name = f"voices {kind.title}"
        yield Figure(f"{name}: turns of those alone", after, "turns", before, kind.most_turns / before)
        yield Figure(
            f"{name}: never heard", unheard, "people", unheard_before, kind.most_unheard / unheard_before
        )
    yield Figure(
        "voices least Jain index of all populations", least_jain(), "of 1", 1, aim=0.983, more_is_better=True
    )


def played(kind: Kind, preset: str) -> tuple[int, int]:
    """The turns of those who are alone, and how many people are never heard."""
    scenario = kind.scenario()
    turns = Play(scenario, Evenfloor(PRESETS[preset])).run().turns
    had = Counter(turn.ticket.person for turn in turns)
    return sum(had[person] for person in scenario.eager), len(scenario.people) - len(had)


def least_jain() -> float:
    """Of the populations that `evenfloor simulate` plays, the least even one."""
    plays = (
        [Play(each.scenario(Random(seed)), Evenfloor(PRESETS["first-voices"])).run() for seed in range(SEEDS)]
        for each in POPULATIONS
    )
    return min(fmean(measure(record).jain for record in records) for records in plays)
