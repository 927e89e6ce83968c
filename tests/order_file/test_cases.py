"""Reading cases: what may be left out, and what is said about what cannot be understood."""

import json

import pytest

from bot.order_file.cases import Case, MalformedError, read_cases

WAITING = [{"id": "b", "group": "B", "joined": 2}, {"id": "a", "group": "A", "joined": 1}]


def read(**case: object) -> Case:
    [found] = read_cases(json.dumps({"cases": [{"id": "one", "waiting": WAITING} | case]}))
    return found


def problems(text: str) -> list[str]:
    with pytest.raises(MalformedError) as raised:
        read_cases(text)
    return [str(problem) for problem in raised.value.problems]


def wrong(**case: object) -> list[str]:
    return problems(json.dumps({"cases": [{"id": "one", "waiting": WAITING} | case]}))


def test_everything_may_be_left_out_but_who_waits() -> None:
    found = read()
    assert (found.id, found.order, found.expected, found.agrees) == ("one", ("a", "b"), None, None)


def test_whether_it_agrees() -> None:
    assert read(expected=["a", "b"]).agrees is True
    assert read(expected=["b", "a"]).agrees is False
    assert read(expected=["a"]).agrees is False


def test_unknown_keys_are_ignored() -> None:
    history = [{"id": "x", "group": "A", "colour": 7, "kind": "rule"}, {"kind": "phase", "group": 1}]
    assert read(config={"colour": "red"}, history=history, notes=[1]).order == ("b", "a")


def test_null_is_left_out() -> None:
    waiting = [{"id": 1, "group": None, "joined": 2}, {"id": 2, "joined": 1}]
    assert read(waiting=waiting, expected=None, config={"max_run": None}).order == (2, 1)


def test_decimals_are_exact() -> None:
    """Ten turns of a tenth are one turn: then the other group's turn is older."""
    tenths = [{"id": n, "group": "A", "kind": "rule", "front": True, "forced": False} for n in range(10)]
    history = [{"id": "x", "group": "B", "kind": "rule"}, *tenths]
    config = {"weights": {"group": {"A": 10.0}}, "max_run": 0, "credit": 0.0, "lag": 0.3}
    assert read(config=config, history=history).order == ("b", "a")


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"dims": []}, "case one: config.dims: "),
        ({"dims": ["group", "group"]}, "case one: config.dims: names a dimension twice"),
        ({"dims": ["group", "id"]}, "case one: config.dims: id cannot be the name of a dimension"),
        ({"dims": ["group", 1]}, "case one: config.dims[2]: "),
        ({"weights": {"group": {"A": 0}}}, "case one: config.weights.group.A: "),
        ({"weights": {"group": {"A": "2"}}}, "case one: config.weights.group.A: should be a number"),
        ({"weights": {"group": 2}}, "case one: config.weights.group: "),
        ({"unit": "minutes"}, "case one: config.unit: "),
        ({"slot": 0}, "case one: config.slot: "),
        ({"slot": 1.5}, "case one: config.slot: should be a whole number"),
        ({"max_run": -1}, "case one: config.max_run: "),
        ({"bypass": True}, "case one: config.bypass: should be a number"),
        ({"credit": -1}, "case one: config.credit: "),
        ({"debt": float("nan")}, "case one: config.debt: should be a number"),
        ({"lag": "much"}, "case one: config.lag: should be a number"),
        ({"rest": "none"}, "case one: config.rest: "),
        ({"repeat_cost": None}, "case one: config.repeat_cost: should be a number"),
        ({"repeat_cost": -1}, "case one: config.repeat_cost: is below 0"),
        (
            {"repeat_cost": "falling"},
            'case one: config.repeat_cost: "falling" is neither a number nor "rising"',
        ),
    ],
)
def test_a_wrong_setting_is_named(config: dict[str, object], said: str) -> None:
    [problem] = wrong(config=config)
    assert problem.startswith(said)


def test_a_wrong_history_is_named() -> None:
    turns = [
        {"id": "x", "kind": "shout"},
        {"id": "x", "front": 1},
        {"id": 1.5},
        {"id": "x", "seconds": -5},
        "x",
    ]
    expected = ["history[1].kind", "history[2].front", "history[3].id", "history[4].seconds", "history[5]"]
    assert [problem.split(": ")[1] for problem in wrong(history=turns)] == expected


def test_a_turn_is_somebodys_and_values_are_texts() -> None:
    assert wrong(history=[{"kind": "phase"}, {"kind": "reply"}, {"id": "x", "group": ["A"]}]) == [
        "case one: history[2].id: is missing",
        "case one: history[3].group: should be a text or null",
    ]


def test_wrong_tickets_are_named() -> None:
    assert wrong(waiting=[{"id": "a"}, {"joined": 1}]) == [
        "case one: waiting[1].joined: is missing",
        "case one: waiting[2].id: is missing",
    ]
    twice = [{"id": "a", "joined": 1}, {"id": "a", "joined": 2, "mode": 3}, {"id": "b", "joined": 2}]
    assert wrong(waiting=twice) == [
        "case one: waiting[2].id: a waits twice",
        "case one: waiting[2].mode: should be a text or null",
        "case one: waiting[3].joined: somebody else has the join number 2",
    ]


def test_every_wrong_case_is_named() -> None:
    assert problems('{"cases": [{"id": 7}, {"waiting": []}, 5]}') == [
        "case 7: waiting: is missing",
        "case 2: id: is missing",
        "case 3: Input should be a valid dictionary or instance of CaseTable",
    ]


@pytest.mark.parametrize("text", ["{", "\x00", '{"cases": [1e999}', "[" * 100_000])
def test_what_is_not_json(text: str) -> None:
    [problem] = problems(text)
    assert problem.startswith("this is not JSON: ")


@pytest.mark.parametrize("text", ["[]", "{}", '{"cases": {}}', "3"])
def test_what_holds_no_cases(text: str) -> None:
    assert problems(text) == ["cases: should be a list of cases"]
