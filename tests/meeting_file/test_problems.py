import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.meeting_file.problems import Path as Place
from bot.meeting_file.problems import meant_key, place, shown
from bot.meeting_file.read import read_meeting
from bot.meeting_file.toml_file import key_lines
from tests.meeting_file.files import SOUND, lines, read, spoilt

HALL = '[[rooms]]\nplatform = "hall"\nname = "The hall"\nhow_to_speak = "Walk to the microphone."\n'
ROOM = '[[rooms]]\nplatform = "discord"\nplace = "100"\nname = "Discord"\nhow_to_speak = "Unmute."\n'
ORGANISER = SOUND + '[[organisers]]\nname = "Olga Example"\naccounts = ["discord:300"]\n'
OWN = '[[dimensions]]\nid = "house"\nname = "House"\nchoices = [{ code = "n", name = "N" }, %s]\n'
TWICE = '[[speakers]]\nname = "Bo Sample"\n[[speakers]]\nname = "BO SAMPLE"\n'
NO_CODES = spoilt('group = "cs"\nregion = "ap"\n', "")


def test_five_mistakes_get_five_lines_each_with_its_place_and_mend(tmp_path: Path) -> None:
    text = SOUND
    for old, new in [
        ("Europe/Oslo", "Europe/Olso"),
        ('group = "cs"', 'group = "csv"'),
        ('length = "30m"', 'length = "0m"'),
        ('kind = "discussion"', 'knid = "discussion"'),
        ('rooms = ["discord:200"]', 'rooms = ["discord:100"]'),
    ]:
        assert old in text
        text = text.replace(old, new, 1)
    assert lines(read(tmp_path, text)) == [
        'example.toml:3: zone: "Europe/Olso" is not a time zone; did you mean Europe/Oslo?',
        'example.toml:9: speakers[1].group: "csv" is not a code of group; did you mean cs?',
        'example.toml:15: phases[1].length: "0m" is not a length of time above zero and up to 24 hours; '
        'write it like "30m", "1h30" or "90s"',
        "example.toml:20: phases[2].knid: is not a known key; did you mean kind?",
        "example.toml:37: moderators.rooms[1]: is also a public room; give the moderators a private room",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (spoilt("title =", "titel ="), "1: titel: is not a known key; did you mean title?"),
        (spoilt('title = "A roundtable"', ""), 'title: is missing; add title = "A roundtable"'),
        (spoilt('"A roundtable"', '" "'), "1: title: is empty; write something"),
        (spoilt('"A roundtable"', "7"), '1: title: 7 is not in quotes; write "7"'),
        (spoilt('"A roundtable"', '{ fr = "Une table" }'), "1: title: has no English text; add en"),
        (spoilt('"A roundtable"', '{ english = "A" }'), '1: title: "english" is not a language code; write'),
        (spoilt('"2026-12-03 10:30"', '"3 December"'), '2: start: "3 December" is not a day and time; write'),
        *(
            (
                spoilt('"2026-12-03 10:30"', written),
                '2: start: 2026-12-03 10:30 is not in quotes; write "2026-12-03 10:30"',
            )
            for written in ("2026-12-03T10:30:00", "2026-12-03 10:30:00 # local", "2026-12-03T10:30:00Z")
        ),
        (
            spoilt('"2026-12-03 10:30"', "2026-12-03 10:30"),
            "2: is not written as TOML (Expected newline or end of document after a statement); "
            'put it in quotes: start = "2026-12-03 10:30"',
        ),
        (
            spoilt('"2026-12-03 10:30"', "2026-12-03"),
            '2: start: "2026-12-03" is not a day and time; write day and local time like',
        ),
        (
            spoilt('"30m"', "30m  # half an hour"),
            "15: is not written as TOML (Expected newline or end of document after a statement); "
            'put it in quotes: length = "30m"',
        ),
        (
            spoilt('"Europe/Oslo"', "Europe/Oslo"),
            '3: is not written as TOML (Invalid value); put it in quotes: zone = "Europe/Oslo"',
        ),
        (spoilt("2026-12-03", "2026-02-30"), '2: start: "2026-02-30 10:30" is not in the calendar'),
        *(
            (
                spoilt("2026", year),
                f'2: start: "{year}-12-03 10:30" is not in the years 2000 to 2200; correct',
            )
            for year in ("0001", "1999", "2201", "9999")
        ),
        (spoilt("2026-12-03 10:30", "9999-12-31 23:59"), '2: start: "9999-12-31 23:59" is not in the years'),
        (spoilt("2026-12-03 10:30", "0001-01-01 00:00"), '2: start: "0001-01-01 00:00" is not in the years'),
        (
            spoilt("2026-12-03 10:30", "2026-03-29 02:30"),
            "2: start: 2026-03-29 02:30 does not exist in Europe/Oslo",
        ),
        (
            spoilt("2026-12-03 10:30", "2026-10-25 02:30"),
            "2: start: 2026-10-25 02:30 happens twice in Europe/Oslo",
        ),
        (spoilt("Europe/Oslo", "oslo"), '3: zone: "oslo" is not a time zone; did you mean Europe/Oslo?'),
        (
            spoilt("Europe/Oslo", "IST"),
            '3: zone: "IST" stands for no one time zone all the year; write the city that is meant: '
            "Asia/Kolkata or Europe/Dublin or Asia/Jerusalem",
        ),
        (spoilt("Europe/Oslo", "est"), '3: zone: "est" stands for no one time zone all the year; write'),
        (spoilt("Europe/Oslo", "EST5EDT"), '3: zone: "EST5EDT" is not a time zone; write the city that is'),
        (spoilt("Europe/Oslo", "GMT"), '3: zone: "GMT" stands for no one time zone all the year; write'),
        (spoilt("zone =", "timezone ="), "3: timezone: is not a known key; did you mean zone?"),
        (
            spoilt('length = "30m"', 'duration = "30m"'),
            "15: phases[1].duration: is not a known key; did you mean length?",
        ),
        (
            spoilt('group = "cs"', 'group = "ngo"'),
            '9: speakers[1].group: "ngo" is not a code of group; did you mean cs?',
        ),
        (
            spoilt('group = "cs"', 'group = "Civil Society"'),
            '9: speakers[1].group: "Civil Society" is not a code of group; did you mean cs?',
        ),
        (
            spoilt('group = "cs"', 'group = "not"'),
            '9: speakers[1].group: "not" is not a code of group; known: ',
        ),
        *(
            (spoilt("Europe/Oslo", zone), f'3: zone: "{zone}" is not a time zone; ')
            for zone in ("localtime", "Factory")
        ),
        (spoilt("Europe/Oslo", "Mars"), '3: zone: "Mars" is not a time zone; write continent and city'),
        (spoilt('["What should change?"]', '"What?"'), "5: questions: is not a list; write questions = ["),
        (
            spoilt('region = "ap"', 'regoin = "ap"'),
            "10: speakers[1].regoin: is not a known key; did you mean region?",
        ),
        (
            spoilt("presentation", "presentations"),
            "14: phases[1].kind: is not a known word; write 'presentation' or",
        ),
        (spoilt('"30m"', "30"), '15: phases[1].length: 30 is not in quotes; write "30"'),
        (spoilt('"30m"', '"25h"'), '15: phases[1].length: "25h" is not a length of time'),
        (spoilt('text = "Welcome."\n', ""), "12: phases[1].text: is missing; add text = "),
        (spoilt('place = "100"\n', ""), "25: rooms[1].place: is missing; add the room's id on discord"),
        (
            spoilt('"hall"\n', '"hall"\nplace = "1"\n'),
            "33: rooms[2].place: the hall is in no chat; take this line out",
        ),
        (spoilt('"hall"', '"Hall"'), '32: rooms[2].platform: "Hall" is not the name of a platform; write'),
        (SOUND + ROOM, "45: rooms[3].place: this room stands twice; take one"),
        (
            ORGANISER.replace("discord:300", "matrix:@ana:example.org"),
            "45: organisers[1].accounts[1]: the meeting has no room on matrix, so no coordination channel "
            "will be there; name an account on discord",
        ),
        (
            ORGANISER.replace("discord:300", "@ana:example.org"),
            '45: organisers[1].accounts[1]: "@ana:example.org" does not say on which platform; write it like',
        ),
        (
            ORGANISER.replace('["discord:300"]', '"discord:300"'),
            "45: organisers[1].accounts: is not a list; ",
        ),
        (
            spoilt('region = "ap"', 'accounts = ["discord:300"]'),
            "10: speakers[1].accounts: is a list, as only the accounts of an organiser are; write one code",
        ),
        (
            SOUND + '[[organisers]]\nname = "Olga"\naccount = "discord"\n',
            "45: organisers[1].account: is not a known key; did you mean accounts?",
        ),
        (spoilt("[[phases]]", TWICE + "[[phases]]"), '15: speakers[3].name: "BO SAMPLE" stands twice'),
        (
            spoilt('"discord:200"', '"matrix:!x:y"'),
            "37: moderators.rooms: there is no moderators' room on discord; add",
        ),
        (
            spoilt('"discord:200"', '"discord:200", "discord:200"'),
            "37: moderators.rooms[2]: this room stands twice",
        ),
        (
            spoilt('"discord:200"', '"https://discord.com/channels/1/200"'),
            '37: moderators.rooms[1]: "https://discord.com/channels/1/200" is a link; write platform and id',
        ),
        (
            spoilt('"discord:200"', '"200"'),
            '37: moderators.rooms[1]: "200" does not say on which platform; write',
        ),
        (
            SOUND + '[notices]\nturn_warning = "2m"\n',
            "44: notices.turn_warning: would come before the turn begins",
        ),
        (
            SOUND + '[notices]\nreminder = "91d"\n',
            '44: notices.reminder: "91d" is not a length of time above zero and',
        ),
        (
            NO_CODES + OWN % '{ code = "n", name = "S" }',
            '44: dimensions[1].choices[2].code: "n" stands already for',
        ),
        (
            NO_CODES + OWN % '{ code = "s", name = "S" }',
            "44: dimensions[1].choices: has nothing for people who prefer",
        ),
        (
            SOUND + OWN.replace('"n"', '"n!"') % '{ code = "s", name = "S" }',
            '46: dimensions[1].choices[1].code: "n!" is not a code; use up to 20 small letters',
        ),
        (NO_CODES + OWN % "", "44: dimensions[1].choices: has fewer than two groups; add choices"),
        (spoilt('"100"', '"FILL IN: the id"'), "27: rooms[1].place: is to be filled in; write the id"),
        (
            spoilt('"A roundtable"', "“A roundtable”"),
            "1: is not written as TOML (Invalid value); replace the curly",
        ),
        (spoilt('"A roundtable"', '"A round'), "1: is not written as TOML (Illegal character"),
        (
            spoilt('[coordination]\nname = "Follow-up"\nwelcome = "Welcome!"\n', ""),
            "coordination: is missing; add",
        ),
        (SOUND.replace("[[phases]]", "[[phase]]"), "phase: is not a known key; did you mean phases?"),
    ],
)
def test_each_mistake_is_named_with_its_place_and_mend(tmp_path: Path, text: str, expected: str) -> None:
    found = [line.removeprefix("example.toml").lstrip(":").strip() for line in lines(read(tmp_path, text))]
    assert found
    assert any(line.startswith(expected) for line in found), found


def test_no_phases_and_no_rooms_are_told(tmp_path: Path) -> None:
    head = SOUND[: SOUND.index("[[phases]]")]
    found = " ".join(lines(read(tmp_path, head)))
    assert "phases: the meeting has no phases" in found
    assert "rooms: the meeting has no rooms" in found


def test_a_name_that_is_no_id_is_told_with_a_better_one(tmp_path: Path) -> None:
    assert "e.g. my-meeting.toml" in lines(read(tmp_path, SOUND, "My Meeting!.toml"))[0]


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "example.toml"
    path.write_bytes(b'title = "\xff"')
    assert "UTF-8" in lines(read_meeting(path))[0]
    assert "cannot be read" in lines(read_meeting(tmp_path / "none.toml"))[0]


WORDS = st.text(st.characters(categories=["L", "N", "P", "Z"]), max_size=8)
VALUES = st.recursive(
    st.booleans() | st.integers() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["en", "fr", "id", "x"]), inner)
    ),
    max_leaves=8,
)


def places_in(value: object, path: Place = ()) -> list[Place]:
    """The path of everything in a parsed file."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(each for key, part in inner for each in places_in(part, (*path, key)))]


@given(st.data())
def test_whatever_stands_in_one_place_is_read_or_told_and_never_raised(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    values = tomllib.loads(SOUND)
    path = data.draw(st.sampled_from(places_in(values)[1:]))
    inside: Any = values
    for part in path[:-1]:
        inside = inside[part]
    inside[path[-1]] = data.draw(VALUES)
    text = "\n".join(f"{key} = {shown(value)}" for key, value in values.items())
    file = read(tmp_path_factory.getbasetemp(), text)
    assert (file.plan is None) == any(not each.gap for each in file.problems)
    assert all(each.line and each.wrong and each.mend for each in file.problems if each.path[1:])


@given(st.text())
def test_whatever_a_file_holds_nothing_is_raised(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    assert read(tmp_path_factory.getbasetemp(), text).problems


def test_places_are_counted_the_way_people_count() -> None:
    assert place(("phases", 1, "length")) == "phases[2].length"
    assert place(("discord", "token")) == "discord.token"


def test_the_nearest_word_is_the_one_meant() -> None:
    assert meant_key("Lenght", ["length", "title"]) == "length"
    assert meant_key("zzz", ["length", "title"]) is None
    assert meant_key("duration", ["length", "title"]) == "length"
    assert meant_key("Time-Zone", ["length", "zone"]) == "zone"
    assert meant_key("url", ["length", "title"]) is None
    assert meant_key("ngo", ["not", "gov"]) is None


def test_lines_are_found_in_lists_of_tables_and_not_inside_long_texts() -> None:
    text = 'a = """\nb = 1\n[c]\n"""\n[[d]]\n[[d.e]]\nf = 1\n[[d]]\n[[d.e]]\n[[d.e]] # here\nf = 2\n'
    lines = key_lines(text)
    assert lines["a",] == 1
    assert ("b",) not in lines
    assert lines["d", 0, "e", 0, "f"] == 7
    assert lines["d", 1, "e", 1, "f"] == 11


def test_a_meeting_may_have_two_halls_and_codes_may_be_written_in_capitals(tmp_path: Path) -> None:
    text = SOUND.replace('group = "cs"', 'group = "CS"') + HALL.replace("The hall", "The second hall")
    found = read(tmp_path, text)
    assert found.problems == ()
    assert found.plan is not None
    assert sum(room.place is None for room in found.plan.rooms) == 2
    assert found.plan.people[0].constituency["group"] == "cs"
