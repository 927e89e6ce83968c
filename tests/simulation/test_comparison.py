"""The whole comparison: this rule keeps its promises where others break them."""

from random import Random
from xml.parsers.expat import ParserCreate

import pytest

from bot.domain.fair_queue.presets import PRESETS
from bot.simulation.comparison import Row, compare, table
from bot.simulation.measures import Measures
from bot.simulation.plot import svg
from bot.simulation.population import POPULATIONS, Population


@pytest.mark.parametrize("population", POPULATIONS, ids=[each.title.split(":")[0] for each in POPULATIONS])
def test_every_population(population: Population) -> None:
    scenarios = [population.scenario(Random(seed)) for seed in range(3)]
    rows = {row.rule: row.measures for row in compare(PRESETS["igf"], scenarios, population.watch)}
    own, first_come = rows["this rule"], rows["first come"]
    assert (own.longest_run, own.worst_gap) == (1, 1)
    assert own.jain > first_come.jain
    assert first_come.longest_run > 1


def test_netmundial_is_scored_by_its_own_groups() -> None:
    """A microphone for all remote people is a group like the others: rounds over microphones are even."""
    scenarios = [POPULATIONS[1].scenario(Random(seed)) for seed in range(3)]
    own = compare(PRESETS["netmundial"], scenarios)[-1].measures
    assert (own.longest_run, own.worst_gap) == (1, 1)
    assert own.jain > 0.99


def test_the_same_seed_gives_the_same_meeting() -> None:
    assert POPULATIONS[2].scenario(Random(3)) == POPULATIONS[2].scenario(Random(3))
    assert POPULATIONS[2].scenario(Random(3)) != POPULATIONS[2].scenario(Random(4))


def test_a_late_group_comes_at_half_time() -> None:
    population = POPULATIONS[2]
    scenario = population.scenario(Random(1))
    late = {person for person, attributes in scenario.people.items() if attributes[0] == population.late}
    first = next(number for number, event in enumerate(scenario.events) if event.person in late)
    assert len(late) == 20
    assert sum(event.kind == "next" for event in scenario.events[:first]) == population.turns // 2


ROWS = [
    Row("first come", Measures(0.5, 12, 3, 4, 5, 1)),
    Row("this <rule>", Measures(1, 1, 1, 10, 6, 1.25, 2, 9)),
]


def test_the_table_is_aligned() -> None:
    assert list(table(ROWS)) == [
        "rule          Jain  longest run  worst gap  median wait  95 % wait  longest wait  voices  remote",
        "first come   0.500           12          3            0          0             4     5.0    1.00",
        "this <rule>  1.000            1          1            2          9            10     6.0    1.25",
    ]


def test_the_table_has_what_is_watched() -> None:
    [heading, line] = table([Row("x", Measures(1, 1, 1, 1, 1, 1, 1, 1, 3.25))])
    assert heading.endswith("watched")
    assert line.endswith("    3.2")


def test_the_picture_is_sound_and_says_every_figure() -> None:
    words: list[str] = []
    elements: list[str] = []
    parser = ParserCreate()
    parser.CharacterDataHandler = words.append
    parser.StartElementHandler = lambda name, _: elements.append(name)
    parser.Parse(svg({"A & B": ROWS}), True)
    assert {"A & B", "this <rule>", "Jain index", "0.5", "12", "1.25"} <= set("".join(words).split("\n"))
    assert elements.count("rect") == 1 + 2 * 6
