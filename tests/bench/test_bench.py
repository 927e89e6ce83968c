"""The benches themselves, and what they say about a figure; how fast things are is for `./run bench`."""

import json
import sys
from pathlib import Path

import pytest

from tests.bench import __main__ as program
from tests.bench.figures import Figure, milliseconds
from tests.bench.queue import bench


def test_a_figure_says_whether_it_is_good_enough() -> None:
    assert str(Figure("a", 6, "ms", 2, aim=3)) == "a: 6 ms, baseline 2, ratio 3.00, aim 3: reached"
    assert str(Figure("a", 7, "ms", 2, aim=3)).endswith("aim 3: MISSED")
    assert str(Figure("a", 7, "ms", 2)) == "a: 7 ms, baseline 2, ratio 3.50"
    assert Figure("a", 7, "ms", 2).reached is None


def test_the_best_of_several_rounds_counts() -> None:
    calls: list[str] = []
    found = milliseconds(lambda: calls.append("a"), lambda: calls.append("b"), calls=2, rounds=3)
    assert "".join(calls) == "aabb" * 3
    assert len(found) == 2


def test_the_queue_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.bench.queue.SIZES", (10, 20))
    assert [figure.name for figure in bench()][:2] == [
        "queue next, 10 waiting in 6 groups",
        "queue all positions, 10 waiting in 6 groups",
    ]


def test_figures_are_printed_and_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "BENCHES", {"some": lambda: iter([Figure("a", 3, "ms", 2, 1)])})
    monkeypatch.setattr(sys, "argv", ["bench", "some", "--json", str(tmp_path / "figures.json")])
    program.main()
    assert capsys.readouterr().out == "a: 3 ms, baseline 2, ratio 1.50, aim 1: MISSED\n"
    assert json.loads((tmp_path / "figures.json").read_text()) == {
        "a": {"value": 3, "unit": "ms", "baseline": 2, "ratio": 1.5, "aim": 1, "reached": False}
    }
