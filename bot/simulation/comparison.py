"""Every rule over the same meetings, and the table that comes of it."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.fair_queue.presets import Preset
from bot.simulation.measures import Measures, measure, summary
from bot.simulation.playing import Play
from bot.simulation.population import Watch
from bot.simulation.rivals import (
    Discipline,
    Evenfloor,
    FewestTurns,
    FirstCome,
    ProgressiveStack,
    RoundRobin,
    TimeBudget,
)
from bot.simulation.scenario import REMOTE, Scenario


class Row(Struct, frozen=True):
    """What came of one rule."""

    rule: str
    measures: Measures


def compare(preset: Preset, scenarios: Sequence[Scenario], watch: Watch | None = None) -> list[Row]:
    """A row for each rule, this program's last; all are scored by the groups that the preset alternates."""
    scenarios = [_in_its_groups(preset, each) for each in scenarios]
    return [
        Row(name, summary([measure(Play(each, begin(each)).run(), watch) for each in scenarios]))
        for name, begin in _disciplines(preset).items()
    ]


def _in_its_groups(preset: Preset, scenario: Scenario) -> Scenario:
    """The scenario with whoever is remote in a group of their own, where the preset has one."""
    if not preset.remote_is_a_group:
        return scenario
    people = {
        person: (REMOTE, *values[1:]) if values[1] == REMOTE else values
        for person, values in scenario.people.items()
    }
    return replace(scenario, people=people)


def _disciplines(preset: Preset) -> dict[str, Callable[[Scenario], Discipline]]:
    return {
        "first come": lambda _: FirstCome(),
        "round robin": lambda _: RoundRobin(),
        "progressive stack": lambda _: ProgressiveStack(),
        "fewest turns": lambda _: FewestTurns(),
        "time budget": lambda scenario: TimeBudget(scenario.budget),
        "this rule": lambda _: Evenfloor(preset),
    }


HEADINGS = (
    "rule",
    "Jain",
    "longest run",
    "worst gap",
    "median wait",
    "95 % wait",
    "longest wait",
    "voices",
    "remote",
    "watched",
)


def cells(row: Row) -> tuple[str, ...]:
    """A row as it is printed."""
    found = row.measures
    return (
        row.rule,
        f"{found.jain:.3f}",
        str(found.longest_run),
        str(found.worst_gap),
        f"{found.median_wait:.0f}",
        f"{found.late_wait:.0f}",
        str(found.longest_wait),
        f"{found.voices:.1f}",
        f"{found.remote:.2f}",
        "" if found.watched is None else f"{found.watched:.1f}",
    )


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The rows as aligned lines, without the last column where nothing is watched."""
    lines = [HEADINGS, *map(cells, rows)]
    if all(row.measures.watched is None for row in rows):
        lines = [line[:-1] for line in lines]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for first, *others in lines:
        padded = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *padded))
