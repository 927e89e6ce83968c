"""The verb `simulate`: its tables, its picture, and its words when something is wrong."""

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.meeting_file.files import SOUND

TRAFFIC = str(Path(__file__).parents[1] / "simulation" / "traffic.jsonl")


def test_populations() -> None:
    done = run("simulate", "--seeds", "1", "--preset", "open-mic")
    assert done.code == 0
    assert done.out.count("this rule") == 5
    assert "Worst gap:" in done.out


def test_a_replay_and_a_picture(tmp_path: Path) -> None:
    picture = tmp_path / "plot.svg"
    done = run("simulate", "--seeds", "2", "--replay", TRAFFIC, "--plot", str(picture))
    assert done.code == 0
    assert "traffic.jsonl: 2 meetings, 5 hands" in done.out
    assert "5 lines could not be read" in done.err
    assert picture.read_text().startswith("<svg")


def test_a_planned_meeting(tmp_path: Path) -> None:
    """An hour of discussion, two minutes each."""
    file = tmp_path / "roundtable.toml"
    file.write_text(SOUND)
    done = run("simulate", "--seeds", "1", "--meeting", str(file))
    assert done.code == 0
    assert "roundtable: 30 turns of 120 seconds" in done.out
    assert done.out.count("this rule") == 1


def test_a_meeting_that_is_not_sound(tmp_path: Path) -> None:
    done = run("simulate", "--meeting", str(tmp_path / "none.toml"))
    assert done.code == 2
    assert "is not sound yet" in " ".join(done.err.replace("│", "").split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--preset", "karaoke"],
            "there is no preset karaoke; known: igf, first-voices, netmundial, open-mic, airtime",
        ),
        (["--replay", "nowhere.jsonl"], "cannot be read"),
        (["--replay", "/dev/null"], "holds no events"),
    ],
)
def test_what_is_wrong(arguments: list[str], said: str) -> None:
    done = run("simulate", *arguments)
    assert done.code == 2
    assert said in " ".join(done.err.replace("│", "").split())
