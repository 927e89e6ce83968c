"""The bench on a homeserver, small."""

from collections.abc import Iterator

import pytest

from tests.bench import matrix
from tests.bench.figures import Figure
from tests.bench.matrix import relaying

pytestmark = pytest.mark.sockets


def test_an_announcement_to_many_rooms_is_measured_after_the_commands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, small in {"ROOMS": 3, "ROUNDS": 1, "QUIET": 0.5}.items():
        monkeypatch.setattr(f"tests.bench.matrix.announcing.{name}", small)
    commands = Figure("commands", 1, "ms", 1)  # these are tried with the bench of a rush

    def measured() -> Iterator[Figure]:
        yield commands

    monkeypatch.setattr("tests.bench.rush.matrix.bench", measured)
    monkeypatch.setattr("tests.bench.matrix.relaying.bench", lambda: iter(()))
    first, figure = matrix.bench()
    assert first == commands
    assert figure.value > 0
    assert figure.baseline > 0
    assert figure.aim == 1.15


def test_a_relay_is_measured_each_way(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, small in {"ROUNDS": 1, "ALONE": 2, "BURST": 3}.items():
        monkeypatch.setattr(f"tests.bench.matrix.relaying.{name}", small)
    figures = list(relaying.bench())
    assert len(figures) == 6
    assert all(each.value > 0 and each.baseline > 0 for each in figures)
