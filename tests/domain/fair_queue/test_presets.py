"""What the presets promise."""

from pathlib import Path

import bot.messages
from bot.domain.changing import replace
from bot.domain.fair_queue import Ledger, Rule, Ticket, Turn, charge, order
from bot.domain.fair_queue.presets import PRESETS, Preset


def people(preset: Preset, *values: str) -> list[Ticket]:
    """Tickets of people like "A/remote", in the order of joining."""
    return [
        Ticket(one, preset.attributes(dict(zip(("group", "mode"), one.split("/")[1:], strict=True))), number)
        for number, one in enumerate(values)
    ]


def test_igf_is_the_default() -> None:
    assert PRESETS["igf"] == Preset(Rule(), remote_is_a_group=False, speaking_seconds=None)


def test_netmundial_has_rounds_in_which_remote_is_one_more_group() -> None:
    preset = PRESETS["netmundial"]
    waiting = people(preset, "1/A/hall", "2/A/hall", "3/A/remote", "4/B/remote", "5/B/hall")
    assert [ticket.person for ticket in order(preset.rule, Ledger(), waiting)] == [
        "1/A/hall",
        "3/A/remote",
        "5/B/hall",
        "2/A/hall",
        "4/B/remote",
    ]
    assert preset.speaking_seconds == 120


def test_remote_as_a_group_leaves_the_later_dimensions_alone() -> None:
    values = {"group": "A", "mode": "remote", "region": "north"}
    assert Preset(remote_is_a_group=True).attributes(values) == ("remote", "remote", "north")
    assert Preset().attributes(values) == ("A", "remote", "north")


def test_netmundial_is_first_come_inside_a_group() -> None:
    preset = PRESETS["netmundial"]
    waiting = people(preset, "1/A/hall", "2/A/hall")
    ledger = charge(preset.rule, Ledger(), Turn("1/A/hall", waiting[0].attributes))
    assert [ticket.person for ticket in order(preset.rule, ledger, waiting)] == ["1/A/hall", "2/A/hall"]


def test_open_mic_makes_repeat_speakers_cost_double_and_airtime_counts_seconds() -> None:
    assert PRESETS["open-mic"].rule == Rule(repeat_cost=2)
    assert PRESETS["airtime"].rule == Rule(unit="seconds")


def test_each_is_explained() -> None:
    catalogue = Path(bot.messages.__file__).parent / "en" / "presets.ftl"
    names = [line.split(" = ")[0] for line in catalogue.read_text().splitlines() if " = " in line]
    assert names == [f"preset-{name}" for name in PRESETS]


def test_what_was_worked_out_of_a_rule_is_not_that_of_another() -> None:
    rule = Rule(unit="seconds", slot=60)
    assert (rule.turn, replace(rule, slot=90).turn) == (60, 90)
