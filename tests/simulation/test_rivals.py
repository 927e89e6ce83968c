"""Each way of sharing a floor does what its name says."""

from collections.abc import Sequence

import pytest

from bot.domain.fair_queue import Attributes, Person
from bot.domain.fair_queue.presets import PRESETS
from bot.simulation.playing import Play, Record
from bot.simulation.rivals import (
    Discipline,
    Evenfloor,
    FewestTurns,
    FirstCome,
    ProgressiveStack,
    RoundRobin,
    TimeBudget,
)
from bot.simulation.scenario import Event, Scenario

PEOPLE: dict[Person, Attributes] = {
    **{f"a{number}": ("A", "hall", "north") for number in range(5)},
    **{f"b{number}": ("B", "remote", "south") for number in range(3)},
    "c0": ("C", "hall", "north"),
}


def join(*people: str) -> list[Event]:
    return [Event("join", person) for person in people]


def play(discipline: Discipline, *events: Event, eager: Sequence[Person] = ()) -> Record:
    return Play(Scenario(PEOPLE, events, frozenset(eager)), discipline).run()


def called(record: Record) -> str:
    return " ".join(str(turn.ticket.person) for turn in record.turns)


ALL = [*join("a0", "a1", "b0", "a2", "b1", "c0"), *[Event("next", seconds=100)] * 6]


@pytest.mark.parametrize(
    ("discipline", "expected"),
    [
        (FirstCome(), "a0 a1 b0 a2 b1 c0"),
        (RoundRobin(), "a0 b0 c0 a1 b1 a2"),
        (ProgressiveStack(), "b0 b1 a0 a1 a2 c0"),
        (FewestTurns(), "a0 b0 c0 a1 b1 a2"),
        (TimeBudget(200), "a0 a1 b0 b1 c0 a2"),
        (Evenfloor(PRESETS["igf"]), "a0 b0 c0 a1 b1 a2"),
        (Evenfloor(PRESETS["netmundial"]), "a0 b0 c0 a1 b1 a2"),
    ],
)
def test_the_order_of_calls(discipline: Discipline, expected: str) -> None:
    assert called(play(discipline, *ALL)) == expected


def test_fewest_turns_lets_a_late_group_catch_up_and_round_robin_does_not() -> None:
    events = [
        *join("a0", "b0", "a1", "b1"),
        *[Event("next")] * 4,
        *join("a2", "b2", "c0"),
        *[Event("next")] * 2,
    ]
    assert called(play(FewestTurns(), *events, eager=["c0"])).endswith("c0 c0")
    assert called(play(RoundRobin(), *events, eager=["c0"])).endswith("c0 a2")
    assert called(play(Evenfloor(PRESETS["igf"]), *events, eager=["c0"])).endswith("c0 a2")


def test_progressive_stack_puts_repeat_speakers_last() -> None:
    events = [*join("b0"), Event("next"), *join("b0", "a0"), Event("next")]
    assert called(play(ProgressiveStack(), *events)) == "b0 a0"


def test_a_pick_is_charged_as_one() -> None:
    events = [*join("b0", "a0"), Event("pick", "a1"), Event("next")]
    record = play(Evenfloor(PRESETS["igf"]), *events)
    assert called(record) == "a1 b0"
    assert [turn.picked for turn in record.turns] == [True, False]
    assert called(play(RoundRobin(), *join("a0", "b0"), Event("pick", "a1"), Event("next"))) == "a1 a0"


def test_what_makes_no_sense_is_passed_over() -> None:
    events = [Event("next"), *join("a0", "a0"), Event("withdraw", "b0"), Event("next"), Event("join")]
    record = play(FirstCome(), *events)
    assert called(record) == "a0"
    assert len(record.joins) == 1


def test_waits_are_counted_in_turns() -> None:
    record = play(FirstCome(), *join("a0", "a1", "b0"), *[Event("next")] * 2, *join("b1"))
    assert [turn.waited for turn in record.turns] == [0, 1]
    assert record.left_waiting == [2, 0]
