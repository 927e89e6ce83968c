"""The benches themselves, and what they say about a figure; how fast things are is for `./run bench`."""

import json
import sys
from pathlib import Path

import pytest

from tests.bench import __main__ as program
from tests.bench import after, discord, idle, rush, size, start, store, voices
from tests.bench.figures import Figure, milliseconds, p95
from tests.bench.queue import bench


def test_a_figure_says_whether_it_is_good_enough() -> None:
    assert str(Figure("a", 6, "ms", 2, aim=3)) == "a: 6 ms, baseline 2, ratio 3.00, aim 3: reached"
    assert str(Figure("a", 7, "ms", 2, aim=3)).endswith("aim 3: MISSED")
    assert str(Figure("a", 7, "ms", 2)) == "a: 7 ms, baseline 2, ratio 3.50"
    assert Figure("a", 7, "ms", 2).reached is None
    assert Figure("a", 7, "/s", 10, aim=0.5, more_is_better=True).reached
    assert not Figure("a", 4, "/s", 10, aim=0.5, more_is_better=True).reached


def test_the_best_of_several_rounds_counts() -> None:
    calls: list[str] = []
    found = milliseconds(lambda: calls.append("a"), lambda: calls.append("b"), calls=2, rounds=3)
    assert "".join(calls) == "aabb" * 3
    assert len(found) == 2


def test_nineteen_of_twenty_do_not_exceed_the_95th_percentile() -> None:
    assert p95(range(21)) == 19


@pytest.mark.slow
def test_the_queue_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.bench.queue.SIZES", (10, 20))
    assert [figure.name for figure in bench()][:2] == [
        "queue next, 10 waiting in 6 groups",
        "queue all positions, 10 waiting in 6 groups",
    ]


@pytest.mark.slow
def test_those_who_always_come_back_are_measured() -> None:
    *turns, jain = voices.bench()
    assert [(figure.value, figure.baseline) for figure in turns] == [
        *((20, 60), (0, 40)),
        *((45, 90), (22, 67)),
        *((9, 30), (9, 30)),
    ]
    assert all(figure.reached for figure in (*turns, jain))


@pytest.mark.slow
def test_a_wake_up_among_groups_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, small in {"MANY": 12, "WAKES": 6, "FEW": 3}.items():
        monkeypatch.setattr(f"tests.bench.after.waking.{name}", small)
    monkeypatch.setattr("tests.bench.after.finding.RESOURCES", 30)
    monkeypatch.setattr("tests.bench.after.finding.ROUNDS", 2)
    figures = list(after.bench())
    assert all(figure.value > 0 and figure.baseline > 0 for figure in figures)
    assert [figure.aim for figure in figures] == [1.5, 20, None, 20, None]


@pytest.mark.slow
def test_the_size_of_a_meeting_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, small in {
        "costs.SIZES": (4, 6),
        "costs.AIMED": 6,
        "costs.ROUNDS": 2,
        "memory.LARGE": 60,
    }.items():
        monkeypatch.setattr(f"tests.bench.size.{name}", small)
    figures = {figure.name: figure for figure in size.bench()}
    assert len(figures) == 5 * 3 + 4 + 1
    assert all(figure.value > 0 and figure.baseline > 0 for figure in figures.values())
    assert figures["size join, kept, 6 waiting"].aim == 1.3
    assert figures["size next, until its post, 6 waiting"].aim == 2


@pytest.mark.sockets
def test_the_store_is_measured_on_both_databases(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, small in {"throughput.COMMANDS": 3, "throughput.ROUNDS": 1, "folding.EVENTS": 300}.items():
        monkeypatch.setattr(f"tests.bench.store.{name}", small)
    for name, small in {"OPEN_AT_RESTART": 8, "OPEN_IN_MEMORY": 9, "ROUNDS": 1}.items():
        monkeypatch.setattr(f"tests.bench.store.starting.{name}", small)
    monkeypatch.setattr("tests.bench.store.throughput.PROCESSES", (1,))
    figures = list(store.bench())
    assert len({figure.name for figure in figures}) == 8
    assert all(figure.value > 0 and figure.baseline > 0 for figure in figures)
    assert [figure.aim for figure in figures[:4]] == [0.35, 0.5] * 2


@pytest.mark.slow
def test_the_verbs_without_a_platform_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "ROUNDS", 1)
    figures = list(start.bench())
    assert [figure.name.split(",")[0] for figure in figures[::2]] == [
        "start --help",
        "start check",
        "start balance",
    ]
    assert {(figure.baseline, figure.aim) for figure in figures[::2]} == {(500, 1)}
    assert all(figure.value > 0 and figure.baseline > 0 for figure in figures)


@pytest.mark.sockets
def test_a_rush_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    small = {"ROUNDS": 1, "ALONE": 2, "IN_FLIGHT": 4, "AT_ONCE": 2, "BURST": 6, "CALLS": 2}
    for name, number in small.items():
        monkeypatch.setattr(f"tests.bench.rush.discord.{name}", number)
    for name, number in {"ROUNDS": 1, "AT_ONCE": 2, "CALLS": 1}.items():
        monkeypatch.setattr(f"tests.bench.rush.matrix.{name}", number)
    figures = list(rush.bench())
    assert len({figure.name for figure in figures}) == 9 + 5
    assert all(figure.baseline > 0 for figure in figures)
    assert [figure.aim for figure in figures[:9]] == [1, None, 0.25, None, None, 1, 1, None, None]
    assert [figure.aim for figure in figures[9:]] == [1.15, 1.15, 1.3, 1.3, 1.5]


@pytest.mark.sockets
def test_presses_and_an_announcement_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, number in {"ROUNDS": 1, "ALONE": 2, "IN_FLIGHT": 4, "AT_ONCE": 2}.items():
        monkeypatch.setattr(f"tests.bench.discord.presses.{name}", number)
    monkeypatch.setattr("tests.bench.discord.announcing.CHANNELS", 3)
    figures = list(discord.bench())
    assert len({figure.name for figure in figures}) == 8
    assert all(figure.baseline > 0 for figure in figures)
    assert [figure.aim for figure in figures[::3]] == [1.05, 1 / 1.05, 0.9]
    assert figures[-1].value == 0, "nothing was refused"


@pytest.mark.sockets
@pytest.mark.skipif(
    not Path("/proc/self/schedstat").exists(), reason="the kernel of this machine does not count"
)
def test_an_idle_bot_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, small in {"OPEN": 9, "SETTLING": 0.1, "MINUTE": 1.0}.items():
        monkeypatch.setattr(f"tests.bench.idle.{name}", small)
    processor, woken = idle.bench()
    assert 0 <= processor.value < 60
    assert woken.value >= 0


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
