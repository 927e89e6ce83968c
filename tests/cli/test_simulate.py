"""The verb `simulate`: its tables, its picture, and its words when something is wrong."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.cli.simulate import simulate

TRAFFIC = Path(__file__).parents[1] / "simulation" / "traffic.jsonl"


def run(*arguments: str | Path) -> Result:
    app = typer.Typer()
    app.command()(simulate)
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_populations() -> None:
    done = run("--seeds", "1", "--preset", "open-mic")
    assert done.exit_code == 0
    assert done.stdout.count("this rule") == 5
    assert "Worst gap:" in done.stdout


def test_a_replay_and_a_picture(tmp_path: Path) -> None:
    picture = tmp_path / "plot.svg"
    done = run("--seeds", "2", "--replay", TRAFFIC, "--plot", picture)
    assert done.exit_code == 0
    assert "traffic.jsonl: 2 meetings, 5 hands" in done.stdout
    assert "5 lines could not be read" in done.stderr
    assert picture.read_text().startswith("<svg")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--preset", "karaoke"], "there is no preset karaoke; known: igf,"),
        (["--replay", "nowhere.jsonl"], "cannot be read"),
        (["--replay", "/dev/null"], "holds no events"),
    ],
)
def test_what_is_wrong(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
