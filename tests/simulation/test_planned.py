"""A meeting file's plan, as a population and a rule for it."""

from pathlib import Path
from random import Random

from bot.domain.changing import replace
from bot.domain.plan import Choice, Dimension, Plan
from bot.simulation.planned import population_of, simulated_rule
from tests.meeting_file.files import SOUND, read


def plan(tmp_path: Path) -> Plan:
    found = read(tmp_path, SOUND).plan
    assert found is not None
    return found


def test_its_length_and_groups(tmp_path: Path) -> None:
    found = population_of(plan(tmp_path))
    assert found.turns == 30
    assert {"cs", "gov", "ps"} <= set(found.groups)
    groups = {attributes[0] for attributes in found.scenario(Random(1)).people.values()}
    assert groups <= set(found.groups)


def test_its_rule(tmp_path: Path) -> None:
    assert simulated_rule(plan(tmp_path)).dims == ("group", "mode", "region")


def test_undisclosed_is_no_group_of_the_population_and_other_dimensions_are_left_out(tmp_path: Path) -> None:
    choices = (Choice("x", {}), Choice("y", {}), Choice("no", {}, undisclosed=True))
    odd = replace(plan(tmp_path), dimensions=tuple(Dimension(name, {}, choices) for name in ("a", "b", "c")))
    assert set(population_of(odd).groups) == {"x", "y"}
    assert population_of(odd).regions == ("x", "y")
    assert simulated_rule(odd).dims == ("group", "region")


def test_one_dimension_is_enough(tmp_path: Path) -> None:
    one = plan(tmp_path)
    one = replace(one, dimensions=one.dimensions[:1])
    assert population_of(one).regions == ("anywhere",)
    assert simulated_rule(one).dims == ("group",)
