"""`check` and `run` hold the same meetings to be ready."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.meetings import meetings_of, tried
from bot.domain.changing import replace
from bot.messages.catalogue import load_catalogues
from bot.services.serializer import Serializer
from bot.services.trial import Trial
from tests.cli.running import run
from tests.meeting_file.files import SOUND, read, spoilt


def test_what_is_wrong_with_one_file_stops_no_other(tmp_path: Path) -> None:
    read(tmp_path, SOUND, "one.toml")
    read(tmp_path, spoilt("2026-12-03 10:30", "9999-12-31 23:59"), "two.toml")
    read(tmp_path, spoilt('"100"', '"FILL IN"'), "three.toml")
    found = meetings_of(None, tmp_path, load_catalogues())
    assert list(found.ready) == ["one"]
    assert [Path(each.file).name for each in found.problems] == ["three.toml", "two.toml"]


def test_what_nothing_is_known_against_is_tried_all_the_same(tmp_path: Path) -> None:
    file = read(tmp_path, SOUND)
    trial = Trial(Serializer(), load_catalogues())
    assert file.plan is not None
    assert tried(file, trial) == file
    odd = replace(file, plan=replace(file.plan, start=datetime(9999, 12, 31, 23, 59, tzinfo=UTC)))
    found = tried(odd, trial)
    assert found.plan is None
    assert [each.wrong for each in found.problems] == ["the meeting could not be held (OverflowError)"]


@pytest.mark.parametrize("start", ["9999-12-31 23:59", "0001-01-01 00:00"])
def test_a_start_at_the_ends_of_the_calendar_is_a_problem(
    start: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "meetings").mkdir()
    read(Path("meetings"), spoilt("2026-12-03 10:30", start), "one.toml")
    done = run("check")
    assert done.code == 1
    assert "one.toml:2: start: " in done.out
    assert "is not in the years 2000 to 2200" in done.out
