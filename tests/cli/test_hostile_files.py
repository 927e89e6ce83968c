"""Whatever a file holds, each verb that reads one ends with a word and without a traceback."""

import hashlib
import json
from pathlib import Path

import pytest

from bot.meeting_file.toml_file import key_lines
from storage.transfer.format import last_line
from tests.cli.running import run
from tests.meeting_file.files import SOUND, lines, read, spoilt

DIGITS, DEEP = "9" * 5_000, "[" * 5_000
JSONS = {
    "digits": f'{{"cases": [{DIGITS}]}}',
    "a decimal": '{"cases": [{"id": "a", "waiting": [], "config": {"lag": 1e999999999}}]}',
    "a small decimal": '{"cases": [{"id": "a", "waiting": [], "config": {"lag": 1e-999999999}}]}',
    "a weight": '{"cases": [{"id": "a", "waiting": [], "config": {"weights": {"group": {"a": 1e30}}}}]}',
    "open lists": DEEP,
    "lists": f'{{"cases": {DEEP}{DEEP.replace("[", "]")}}}',
    "tables": '{"a":' * 5_000 + "1" + "}" * 5_000,
    "no JSON": "\0",
    "nothing": "",
}
TOMLS = {
    "digits": f"x = {DIGITS}",
    "hexadecimal digits": f"x = 0x{DIGITS}",
    "digits for a text": spoilt('"A roundtable"', f"0x{DIGITS}"),
    "digits for a setting": f"{SOUND}\n[queue]\ndebt = 0x{DIGITS}\n",
    "open lists": f"x = {DEEP}",
    "lists": f"x = {DEEP}{DEEP.replace('[', ']')}",
    "some lists": f"x = {'[' * 100}{']' * 100}",
    "tables": f"{'.'.join('a' * 5_000)} = 1",
    "tables by their heading": f"[{'.'.join('a' * 5_000)}]\n",
    "too much": "# " + "x" * 1_000_000,
}


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "meetings").mkdir()
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("text", JSONS.values(), ids=JSONS)
def test_cases(text: str) -> None:
    Path("cases.json").write_text(text)
    done = run("order", "cases.json")
    assert done.code == 2
    assert done.err.startswith("Problem: ")
    assert len(done.err) < 1_000


@pytest.mark.parametrize("verb", ["restore", "import"])
@pytest.mark.parametrize("text", JSONS.values(), ids=JSONS)
def test_files_of_its_own(verb: str, text: str) -> None:
    Path("file.jsonl").write_text(f"{text}\n")
    done = run(verb, "file.jsonl")
    assert done.code == 1
    assert "file.jsonl is no file of Evenfloor" in done.err


def event(data: str) -> str:
    moment = "2026-12-03T09:00:00+00:00"
    return f'{{"table":"fact","meeting":"m","seq":1,"at":"{moment}","kind":"k","cause":"c","data":{data}}}'


def cause(at: str) -> str:
    return f'{{"table":"cause","id":"c","at":"{at}"}}'


@pytest.mark.parametrize(
    "row",
    [
        event('{"a":' * 100 + "1" + "}" * 100),
        event(f'{{"a":{DIGITS}}}'),
        event('{"a":NaN}'),
        cause("0001-01-01T00:00:00+14:00"),
        cause("9999-12-31T23:59:59-14:00"),
        cause(DIGITS),
    ],
)
def test_a_row_of_a_file_that_somebody_made(row: str) -> None:
    header = json.dumps({"format": "evenfloor", "version": 2, "meeting": None, "program": None})
    whole = f"{header}\n{row}\n".encode()
    Path("file.jsonl").write_bytes(whole + last_line(1, hashlib.sha256(whole).hexdigest()))
    done = run("restore", "file.jsonl")
    assert done.code == 1
    assert "the file is damaged: line 2" in done.err


@pytest.mark.parametrize(
    "line",
    [
        DEEP,
        f'{{"event": "join", "person": 1, "t": {DIGITS}}}',
        '{"event": "join", "person": 1, "t": NaN}',
        '{"event": "join", "person": 1, "t": 1e999}',
        f'{{"event": "join", "person": 1, "t": {"9" * 90}}}',
        f'{{"event": "join", "person": 1, "t": 1, "meeting": {"[" * 50}{"]" * 50}}}',
        "7",
    ],
)
def test_lines_of_recorded_traffic_are_left_out(line: str) -> None:
    sound = '{"event": "join", "person": 1, "t": 0}\n{"event": "ack", "person": 1, "t": 9}'
    Path("traffic.jsonl").write_text(f"{sound}\n{line}\n")
    done = run("simulate", "--seeds", "1", "--replay", "traffic.jsonl")
    assert done.code == 0
    assert "1 lines could not be read" in done.err


@pytest.mark.slow
@pytest.mark.parametrize("text", TOMLS.values(), ids=TOMLS)
def test_meeting_files_and_the_configuration(text: str) -> None:
    read(Path("meetings"), text, "odd.toml")
    read(Path("meetings"), SOUND, "sound.toml")
    done = run("check")
    assert done.code == 1
    assert "Problem: meetings/odd.toml" in done.out
    assert 'meetings/sound.toml: "A roundtable"' in done.out
    for verb in (
        ("balance", "meetings/odd.toml"),
        ("invitation", "meetings/odd.toml"),
        ("demo", "meetings/odd.toml"),
    ):
        assert run(*verb).code == 1
    Path("config.toml").write_text(text)
    assert run("check").code == 1


def test_a_file_that_never_ends() -> None:
    done = run("check", "/dev/zero")
    assert "/dev/zero: is larger than 1,000,000 bytes" in done.out
    assert "is larger than 64,000,000 bytes" in run("order", "/dev/zero").err
    assert "is larger than 64,000,000 bytes" in run("simulate", "--replay", "/dev/zero").err


def test_lines_of_spaces_take_no_longer_than_others() -> None:
    assert key_lines(f"a = 1\n{' ' * 20_000}\n[{' ' * 20_000}\nb{' ' * 20_000}\n") == {("a",): 1}


def test_numbers_that_nothing_can_be_counted_with_are_named(tmp_path: Path) -> None:
    text = f"{SOUND}\n[queue]\nweights = {{ group = {{ cs = 1{'0' * 16} }} }}\n"
    assert lines(read(tmp_path, text)) == [
        "example.toml:45: queue.weights.group.cs: is too large a number; write a smaller one"
    ]


@pytest.mark.parametrize("person", [DIGITS, "1" * 10, "-1", "²"])
def test_somebody_to_be_erased(person: str) -> None:
    run("migrate")
    assert "say who by an account" in run("erase", "meeting", "--", person).err
