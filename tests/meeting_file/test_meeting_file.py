import re
from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from bot.domain.fair_queue import Rule
from bot.domain.identity import Identity, Place
from bot.domain.plan import HALL, MODE, REMOTE, Listed, Plan
from bot.meeting_file.read import read_folder, read_meeting
from bot.meeting_file.shape import MeetingTable
from tests.meeting_file.files import SOUND, lines, read, spoilt

EXAMPLE = Path(__file__).parents[2] / "meetings" / "uncc-roundtable.toml"


def plan(folder: Path, text: str = SOUND) -> Plan:
    file = read(folder, text)
    assert lines(file) == []
    assert file.plan is not None
    return file.plan


def test_a_sound_file_becomes_a_plan(tmp_path: Path) -> None:
    found = plan(tmp_path)
    assert found.id == "example"
    assert found.title == {"en": "A roundtable"}
    assert found.start == datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
    assert found.zone == "Europe/Oslo"
    assert [phase.seconds for phase in found.phases] == [1800, 3600]
    assert [phase.advances for phase in found.phases] == [False, True]
    assert found.phases[1].title == {"en": "Discussion", "fr": "Discussion ouverte"}
    assert found.places == (Place("discord", "100"),)
    assert found.rooms[1].place is None
    assert found.moderators_rooms == (Place("discord", "200"),)
    assert found.moderators == (Identity("matrix", "@mo:example.org"),)
    assert found.people == (Listed("Ana Example", "speaker", {"group": "cs", "region": "ap"}),)
    assert (found.speaking_seconds, found.notices.opening, found.notices.reminder) == (120, None, 3600)


def test_an_organiser_has_a_name_for_the_programme_and_accounts_to_go_on_with(tmp_path: Path) -> None:
    organiser = '[[organisers]]\nname = "Olga Example"\ngroup = "cs"\naccounts = ["discord:300"]\n'
    found = plan(tmp_path, SOUND + organiser)
    assert found.people[0] == Listed("Olga Example", "organiser", {"group": "cs"})
    assert found.organisers == (Identity("discord", "300"),)
    assert found.coordinators == (Identity("matrix", "@mo:example.org"), Identity("discord", "300"))


def test_dimensions_are_those_of_igf_and_the_un_unless_the_file_names_its_own(tmp_path: Path) -> None:
    group, mode, region = plan(tmp_path).dimensions
    assert (group.id, mode.id, region.id) == ("group", MODE, "region")
    assert [each.code for each in group.choices] == ["cs", "ps", "tc", "gov", "igo", "other", "pns"]
    assert [each.code for each in region.choices] == ["af", "ap", "ee", "lac", "weog", "na", "pns"]
    assert [each.code for each in region.choices if each.undisclosed] == ["na", "pns"]
    assert [each.code for each in mode.choices] == [HALL, REMOTE]
    assert (group.asked, mode.asked, region.asked) == (True, False, True)


def test_other_dimensions_can_be_named(tmp_path: Path) -> None:
    text = (
        spoilt('group = "cs"\nregion = "ap"', 'house = "n"')
        + """
[[dimensions]]
id = "house"
name = "House"
choices = [
  { code = "n", name = "North" },
  { code = "s", name = { en = "South", fr = "Sud" } },
  { code = "pns", name = "Prefer not to say", undisclosed = true },
]
"""
    )
    assert [each.id for each in plan(tmp_path, text).dimensions] == ["house", MODE]


def test_notices_are_counted_in_seconds_and_can_be_left_out(tmp_path: Path) -> None:
    notices = plan(tmp_path, SOUND + '[notices]\ninvitation = "never"\nopening = "10m"\n').notices
    assert (notices.invitation, notices.reminder, notices.opening) == (None, 3600, 600)


def test_the_example_is_the_meeting_of_the_programme() -> None:
    found = read_meeting(EXAMPLE)
    assert found.plan is not None
    assert found.plan.seconds == 90 * 60
    assert found.plan.phases[0].seconds == 30 * 60
    assert [phase.kind for phase in found.plan.phases] == ["presentation", *["discussion"] * 4]
    assert len(found.plan.questions) == 3
    assert len([each for each in found.plan.people if each.role == "speaker"]) == 4


def test_in_the_example_only_places_are_left_to_fill_in(tmp_path: Path) -> None:
    found = read_meeting(EXAMPLE)
    assert [str(each.path[0]) for each in found.problems] == [*["rooms"] * 4, *["moderators"] * 2]
    assert all(each.gap and each.line for each in found.problems)
    filled = re.sub(r"FILL IN:.*like |FILL IN: ", "", EXAMPLE.read_text(encoding="utf-8"))
    assert lines(read(tmp_path, filled)) == []


def test_a_folder_gives_the_plans_that_are_ready_and_the_problems_of_the_others(tmp_path: Path) -> None:
    read(tmp_path, SOUND, "one.toml")
    read(tmp_path, SOUND, "two.toml")
    read(tmp_path, spoilt("30m", "0m"), "three.toml")
    read(tmp_path, spoilt('"100"', '"FILL IN"'), "four.toml")
    files, problems = read_folder(tmp_path)
    assert problems == ()
    assert [each.path.name for each in files if each.problems] == ["four.toml", "three.toml"]
    assert [each.plan.id for each in files if each.plan and not each.problems] == ["one", "two"]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    files, problems = read_folder(tmp_path / "none")
    assert files == ()
    assert "no such folder" in str(problems[0])


def test_a_folder_that_cannot_be_looked_into_is_a_problem(tmp_path: Path) -> None:
    files, problems = read_folder(tmp_path / ("x" * 300))
    assert files == ()
    assert "cannot be read (File name too long); check its name" in str(problems[0])


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_files_from_any_editor_are_read(tmp_path: Path, newline: str) -> None:
    path = tmp_path / "example.toml"
    path.write_bytes(("\ufeff" + SOUND.replace("\n", newline)).encode())
    assert read_meeting(path).problems == ()


@pytest.mark.parametrize(
    ("queue", "expected"),
    [
        ("", Rule(dims=("group", "mode", "region"))),
        ('[queue]\npreset = "netmundial"', Rule(dims=("group",), bypass=0)),
        (
            '[queue]\npreset = "open-mic"\nbypass = 2',
            Rule(("group", "mode", "region"), bypass=2, repeat_cost=2),
        ),
        (
            '[queue]\npreset = "first-voices"',
            Rule(("group", "mode", "region"), rest="soft", debt=6, repeat_cost="rising"),
        ),
        (
            '[queue]\nrest = "soft"\nrepeat_cost = "rising"',
            Rule(("group", "mode", "region"), rest="soft", repeat_cost="rising"),
        ),
        ('[queue]\npreset = "airtime"', Rule(("group", "mode", "region"), unit="seconds")),
        ('[queue]\ndims = ["group", "region"]', Rule(("group", "region"))),
        (
            "[queue]\nweights = { group = { igo = 0.5 } }",
            Rule(("group", "mode", "region"), {"group": {"igo": Fraction(1, 2)}}),
        ),
    ],
)
def test_a_queue_is_a_preset_and_what_differs(tmp_path: Path, queue: str, expected: Rule) -> None:
    assert plan(tmp_path, f"{SOUND}\n{queue}\n").rule == expected


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('dims = "group"', 'dims: is not what belongs here; write for example dims = ["group"]'),
        (
            "weights = 2",
            "weights: is not what belongs here; write for example weights = { group = { igo = 2 } }",
        ),
        ('unit = "minutes"', "unit: is not a known word; write 'turns' or 'seconds'"),
        ("slot = 0", "slot: is not what belongs here; write for example slot = 120"),
        ("max_run = 1.5", "max_run: is not what belongs here; write for example max_run = 1"),
        ('rest = "softly"', "rest: is not a known word; write 'hard' or 'soft'"),
        ("bypass = -1", "bypass: is not what belongs here; write for example bypass = 3"),
        ('credit = "much"', "credit: is not what belongs here; write for example credit = 0"),
        ("debt = nan", "debt: is not what belongs here; write for example debt = 2"),
        ("lag = true", "lag: is not what belongs here; write for example lag = 2"),
        (
            'repeat_cost = "falling"',
            'repeat_cost: "falling" is neither a number nor "rising"; '
            'write for example repeat_cost = 2 or repeat_cost = "rising"',
        ),
    ],
)
def test_a_wrong_setting_is_told_once_with_its_mend(tmp_path: Path, line: str, said: str) -> None:
    [problem] = lines(read(tmp_path, f"{SOUND}\n[queue]\n{line}\n"))
    assert problem.partition(": queue.")[2] == said


def test_every_key_has_an_example() -> None:
    """It stands in for a wrong value so that reading goes on, and must be sound for that."""
    tables: list[type[BaseModel]] = [MeetingTable]
    for table in tables:
        for name, field in table.model_fields.items():
            assert field.examples, f"{table.__name__}.{name}"
            tables += [each for each in models_in(field.annotation) if each not in tables]
    assert len(tables) > 8


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for each in get_args(annotation):
        yield from models_in(each)


def test_a_queue_looks_at_what_the_meeting_has(tmp_path: Path) -> None:
    wrong = '[queue]\ndims = ["gruop"]\nweights = { group = { sc = 2 }, color = { red = 1 } }\npreset = "igf"'
    problems = read(tmp_path, f"{SOUND}\n{wrong}\n").problems
    assert [str(each).split(": ", 1)[1].split("; ")[0] for each in problems] == [
        'queue.dims[1]: "gruop" is no dimension of the meeting',
        'queue.weights.group.sc: "sc" is not a code of group',
        'queue.weights.color.red: "color" is no dimension of the meeting',
    ]


def test_the_meetings_first_dimension_is_the_one_that_alternates(tmp_path: Path) -> None:
    problems = read(tmp_path, f'{SOUND}\n[queue]\ndims = ["region", "group"]\n').problems
    assert [str(each).split(": ", 1)[1] for each in problems] == [
        "queue.dims: begins with another dimension than the meeting; put group first"
    ]
