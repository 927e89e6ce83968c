import re
from pathlib import Path

from bot.meeting_file.read import read_folder
from bot.meeting_file.shape import MeetingTable
from bot.meeting_file.translation import fields_at
from tests.meeting_file.files import lines, read, spoilt

GUIDE = (Path(__file__).parents[2] / "docs" / "organiser.md").read_text(encoding="utf-8")
MEETING, DIMENSIONS, QUEUE, STAGE = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


def test_the_organisers_guide_shows_a_whole_and_sound_meeting(tmp_path: Path) -> None:
    read(tmp_path, MEETING)
    (file,), problems = read_folder(tmp_path)
    assert (problems, file.problems) == ((), ())
    assert file.plan is not None
    assert file.plan.seconds == 60 * 60


def test_the_organisers_guide_shows_sound_dimensions(tmp_path: Path) -> None:
    text = spoilt('group = "cs"\nregion = "ap"', 'sector = "farm"') + DIMENSIONS
    assert lines(read(tmp_path, text)) == []


def test_the_organisers_guide_shows_a_sound_queue(tmp_path: Path) -> None:
    assert lines(read(tmp_path, f"{MEETING}\n{QUEUE}")) == []


def test_the_organisers_guide_shows_a_sound_stage(tmp_path: Path) -> None:
    file = read(tmp_path, f"{MEETING}\n{STAGE.replace('1234567890123456789', '1')}")
    assert lines(file) == []
    assert file.plan is not None
    assert [place.id for place in file.plan.stages] == ["1234567890123456780"]


def test_the_organisers_guide_names_every_key() -> None:
    tables = (
        (),
        ("organisers", 0),
        ("phases", 0),
        ("rooms", 0),
        ("moderators",),
        ("coordination",),
        ("notices",),
    )
    keys = {key for path in tables for key in fields_at(MeetingTable, path)}
    assert {key for key in keys if not re.search(rf"`\[*{key}\]*`", GUIDE)} == set()
