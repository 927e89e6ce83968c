"""What is missing before the day."""

from pathlib import Path

from tests.cli.running import run
from tests.meeting_file.files import SOUND

EXAMPLE = str(Path(__file__).parents[2] / "meetings" / "uncc-roundtable.toml")


def test_the_speakers_are_weighed() -> None:
    done = run("balance", EXAMPLE)
    assert done.code == 0
    assert "4 speakers: Civil Society 3 and Private Sector 1. Missing: Technical Community" in done.out
    assert "Missing: African Group, Eastern European Group" in done.out


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(SOUND.replace("Europe/Oslo", "Europe/Olso"))
    done = run("balance", str(broken))
    assert done.code == 1
    assert "did you mean Europe/Oslo" in done.err
