"""The guide says what is so: its example, its table, and its settings."""

import re
from pathlib import Path
from random import Random

from msgspec import structs

from bot.domain.fair_queue import Rule
from bot.domain.fair_queue.presets import PRESETS
from bot.order_file.cases import read_cases
from bot.simulation.comparison import compare, table
from bot.simulation.population import DOMINANT

GUIDE = (Path(__file__).parents[3] / "docs" / "fair-queue.md").read_text(encoding="utf-8")


def test_the_example_comes_out_as_told() -> None:
    [example] = re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)
    [case] = read_cases(example)
    assert case.agrees
    told = re.findall(r"^\d\. \*\*(\w+)\.\*\*", GUIDE, re.MULTILINE)
    assert tuple(told) == case.order


def test_the_table_is_what_the_command_prints() -> None:
    rows = compare(PRESETS["igf"], [DOMINANT.scenario(Random(seed)) for seed in range(30)])
    assert "\n".join((DOMINANT.title, *table(rows))) in GUIDE


def test_every_setting_and_preset_is_there() -> None:
    rest = GUIDE.partition("\n## Settings\n")[2]
    settings, _, presets = rest.partition("\n### Presets\n")
    assert first_cells(settings) == [field.name for field in structs.fields(Rule)]
    assert first_cells(presets.partition("\n## ")[0]) == list(PRESETS)


def test_the_defaults_are_those_told() -> None:
    settings = GUIDE.partition("\n## Settings\n")[2].partition("\n### Presets\n")[0]
    told = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", settings, re.MULTILINE))
    assert told.pop("weights") == "1"
    assert list(told) == ["bypass", "credit", "debt", "lag", "repeat_cost"]
    assert told == {name: str(getattr(Rule(), name)) for name in told}


def first_cells(text: str) -> list[str]:
    return re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE)
