"""The verb `order`: what it prints, and its exit codes."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Done, run

WAITING = [{"id": "a", "joined": 1}, {"id": "b", "joined": 2}]
AGREES = {"id": "fine", "waiting": WAITING, "expected": ["a", "b"]}
DIFFERS = AGREES | {"id": "other", "expected": ["b", "a"]}
SILENT = {"id": "silent", "waiting": []}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cases.json"


def order(file: Path, *cases: object, options: tuple[str, ...] = ()) -> Done:
    if cases:
        file.write_text(json.dumps({"cases": cases}))
    return run("order", str(file), *options)


def test_all_agree(file: Path) -> None:
    done = order(file, AGREES, SILENT)
    assert done.code == 0
    assert done.out.splitlines() == [
        "fine: agrees",
        "  order     a, b",
        "  expected  a, b",
        "silent: nothing expected",
        "  order     nobody",
        "2 cases, 1 agree, 0 differ",
    ]


def test_one_differs(file: Path) -> None:
    done = order(file, AGREES, DIFFERS)
    assert done.code == 1
    assert "other: DIFFERS\n  order     a, b\n  expected  b, a\n" in done.out


def test_one_is_malformed(file: Path) -> None:
    done = order(file, AGREES, {"id": "bad", "waiting": [{"id": "a", "joined": "first"}]})
    assert done.code == 2
    assert done.out == ""
    assert done.err == "Problem: case bad: waiting[1].joined: should be a number\n"


def test_no_such_file(file: Path) -> None:
    done = order(file)
    assert done.code == 2
    assert "cannot be read" in done.err


def test_as_json(file: Path) -> None:
    done = order(file, DIFFERS, SILENT, options=("--json",))
    assert done.code == 1
    assert json.loads(done.out) == {
        "cases": [
            {"id": "other", "order": ["a", "b"], "expected": ["b", "a"], "agrees": False},
            {"id": "silent", "order": [], "expected": None, "agrees": None},
        ]
    }


def test_problems_as_json(file: Path) -> None:
    done = order(file, {"id": "bad"}, options=("--json",))
    assert done.code == 2
    assert json.loads(done.out) == {
        "problems": [{"case": "case bad", "field": "waiting", "problem": "is missing"}]
    }
