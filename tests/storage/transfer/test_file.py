"""A file is what was written or it is refused with a word, and the database is left as it was."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.ports.store import Json
from storage.erasure.erased_list import ErasedList
from storage.store import open_store
from storage.tables import cursor
from storage.transfer import operations
from storage.transfer.format import TRANSFERRED, NotTransferred, columns, last_line
from storage.transfer.reader import look_into
from storage.transfer.upgrades import STEPS
from storage.transfer.writer import VERSION
from tests.storage.conftest import rows
from tests.storage.transfer.conftest import BackUp, BringIn, Export
from tests.storage.transfer.full import fill

WRITTEN = {
    "action_item": "at author due meeting number owner reminded settled state whole_day zone",
    "board": "meeting message platform room since",
    "call": "at date meeting number",
    "cause": "at id",
    "comment": "at author meeting number statement",
    "copy": "at meeting message number part platform room utterance",
    "counter": "kind last meeting",
    "cursor": "name value",
    "due": "at id owner",
    "free_text": "body delivery id meeting person",
    "going": "date meeting number person speaking",
    "impact": "at author code country link meeting number state told what",
    "impact_review": "accepts at impact meeting number person reason",
    "invite_code": "by digest expires meeting number used uses_left withdrawn",
    "key_date": "at author dropped leads looked meeting number opens register_by repeats sequence since told "
    "uid whole_day zone",
    "meeting": "head id",
    "member": "active digest meeting number since zone",
    "outbox": "action attempts created destination expires key meeting not_before payload reason "
    "settled state",
    "page": "kind meeting message number part platform room shown",
    "person": "kind language meeting name number",
    "resource": "at author digest meeting number tags words",
    "said": "alone asked at meeting message number person platform where",
    "settings": "digest digested kept_days meeting minute number warned weekday zone",
    "sighting": "meeting native_id platform room",
    "signature": "at meeting named number person statement version",
    "statement": "at author counts deadline final meeting number reminded version whole_day zone",
    "statement_reminder": "meeting number person statement",
    "statement_version": "at author length linked meeting number statement version",
    "used": "at meeting native_id platform",
    "utterance": "at gone meeting message number person platform reply_to room version",
    "working_group": "at author closed closing meeting number",
    "account": "meeting native_id person platform stays",
    "fact": "at cause data kind meeting seq",
    "planned": "at body meeting",
}
"""What stands in files of version 8, and in which order."""


def test_another_table_or_column_needs_a_new_version_with_a_step_from_the_old_one() -> None:
    """Mend it in storage/transfer/upgrades.py, and then what is WRITTEN above."""
    now = {
        name: " ".join(sorted(each.name for each in columns(table))) for name, table in TRANSFERRED.items()
    }
    assert list(now.items()) == list(WRITTEN.items())
    assert len(STEPS) == 7


@pytest.fixture
async def lines(here: str, back_up: BackUp) -> list[bytes]:
    """A backup as it was written."""
    await fill(here)
    return (await back_up(here, "good")).read_bytes().splitlines(keepends=True)


Refused = Callable[[list[bytes], str], None]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    def check(lines: list[bytes], word: str) -> None:
        path = tmp_path / "bad"
        path.write_bytes(b"".join(lines))
        with pytest.raises(NotTransferred, match=word):
            look_into(path)

    return check


def test_the_file_is_lines_of_ascii_that_say_what_they_are(lines: list[bytes]) -> None:
    first = json.loads(lines[0])
    assert (first["format"], first["version"], first["meeting"]) == ("evenfloor", VERSION, None)
    assert all(list(json.loads(line)) == sorted(json.loads(line)) for line in lines)
    assert all(line.isascii() for line in lines)
    assert json.loads(lines[-1])["rows"] == len(lines) - 2
    event = next(json.loads(line) for line in lines if b'"seq":2' in line)
    assert event["at"] == "2026-05-04T12:00:01.250000+00:00"


def test_a_file_that_is_cut_off(lines: list[bytes], refused: Refused) -> None:
    refused(lines[:-1], "cut off")
    refused([*lines[:-1], lines[-1][:-1]], "cut off")
    refused([*lines[:5], lines[5][:9]], "cut off in line 6")
    refused(lines[:1], "cut off")


def test_a_file_with_a_line_missing_or_changed(lines: list[bytes], refused: Refused) -> None:
    last = len(lines)
    refused([*lines[:3], *lines[4:]], f"line {last - 1} is not what was written")
    refused([*lines[:3], lines[4], lines[3], *lines[5:]], f"line {last} is not")
    refused([*lines[:3], lines[3].replace(b"plenary", b"plenarz"), *lines[4:]], "is not what was written")
    refused([*lines, lines[-1]], f"line {last + 1} is not")
    refused([*lines[:3], b"[1]\n", *lines[4:]], "line 4 is not")
    refused([*lines[:3], b"[" * 9999 + b"\n", *lines[4:]], "line 4 is not")
    refused([*lines[:3], b"\xff\n", *lines[4:]], "line 4 is not")


def test_what_is_no_file_of_ours(refused: Refused, tmp_path: Path) -> None:
    for other in (b"", b"SQLite format 3\0\n", b"{}\n", b'{"format":"evenfloor","version":"1"}\n'):
        refused([other], "is no file of Evenfloor: evenfloor backup")
    with pytest.raises(NotTransferred, match="cannot be read: No such file"):
        look_into(tmp_path / "nowhere")
    with pytest.raises(NotTransferred, match="cannot be read: Is a directory"):
        look_into(tmp_path)


def test_a_newer_file_is_refused_by_its_first_line(lines: list[bytes], refused: Refused) -> None:
    newer = json.dumps({**json.loads(lines[0]), "version": VERSION + 1, "program": "9.1"}).encode() + b"\n"
    word = rf"newer program, by Evenfloor 9\.1: its version is {VERSION + 1}, .* up to version {VERSION}"
    refused([newer, *lines[1:]], word)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"head":', b'"crown":'),
        (b'"number":1,', b'"number":true,'),
        (b'"number":1,', b'"number":null,'),
        (b'"table":"fact"', b'"table":"lease"'),
        (b'"language":"pt"', b'"language":7'),
        (b'+00:00"', b'"'),
        (b'"data":{', b'"data":[{'),
    ],
)
def test_a_row_that_fits_no_table(old: bytes, new: bytes, lines: list[bytes], refused: Refused) -> None:
    """As somebody might write one by hand, with a last line that fits."""
    where = next(number for number, line in enumerate(lines) if old in line)
    changed = lines[where].replace(old, new, 1)
    if b"[{" in new:
        changed = changed.replace(b"},", b"}],", 1)
    refused(signed([*lines[:where], changed, *lines[where + 1 :]]), f"line {where + 1} is not")


def signed(lines: list[bytes]) -> list[bytes]:
    """With a last line that fits those before it."""
    return [*lines[:-1], last_line(len(lines) - 2, hashlib.sha256(b"".join(lines[:-1])).hexdigest())]


async def test_an_older_file_is_brought_up_to_date(lines: list[bytes], tmp_path: Path) -> None:
    """As if a cursor's value had once been called its position."""

    def rename(row: Json) -> Json:
        old = row["table"] == "cursor"
        return {"value" if old and name == "position" else name: value for name, value in row.items()}

    path = tmp_path / "old"
    path.write_bytes(b"".join(signed([line.replace(b'"value"', b'"position"') for line in lines])))
    with pytest.raises(NotTransferred, match="is not what was written"):
        look_into(path)
    steps = [*STEPS, rename]
    found = [each.row for each in look_into(path, steps).rows() if each.table is cursor]
    assert found == [{"name": "matrix:sync:@bot:example.org", "value": "s1_2"}]
    newer = signed([lines[0].replace(b'"version":%d' % VERSION, b'"version":%d' % (VERSION + 1)), *lines[1:]])
    path.write_bytes(b"".join(newer))
    assert len(list(look_into(path, steps).rows())) == len(lines) - 2


async def test_a_file_that_changes_after_it_was_looked_at(
    lines: list[bytes], target: str, erased: ErasedList, tmp_path: Path
) -> None:
    file = look_into(tmp_path / "good")
    file.path.write_bytes(b"".join(lines[:-1]))
    async with open_store(target) as store:
        with pytest.raises(NotTransferred, match="cut off"):
            await operations.restore(store, file, erased)
    assert rows(target, "SELECT * FROM meeting") == []


async def test_a_file_that_contradicts_itself(
    lines: list[bytes], target: str, restore: BringIn, tmp_path: Path
) -> None:
    twice = [*lines[:2], *lines[1:]]
    (tmp_path / "twice").write_bytes(b"".join(signed(twice)))
    with pytest.raises(NotTransferred, match=r"a row of .*, between the lines 2 and .*, cannot be kept"):
        await restore(tmp_path / "twice", target)
    alone = [line for line in lines if b'"table":"person"' not in line]
    (tmp_path / "alone").write_bytes(b"".join(signed(alone)))
    with pytest.raises(NotTransferred, match=r"a row of account, .* cannot be kept"):
        await restore(tmp_path / "alone", target)
    assert rows(target, "SELECT * FROM meeting") == []


@pytest.mark.parametrize("other", [b'"meeting":"plenary"', b'"id":"plenary"'])
async def test_a_meetings_file_touches_no_other_meeting(
    other: bytes, here: str, target: str, export: Export, bring_in: BringIn, tmp_path: Path
) -> None:
    await fill(here)
    lines = (await export(here, "roundtable", "good")).read_bytes().splitlines(keepends=True)
    own = other.replace(b"plenary", b"roundtable")
    where = next(number for number, line in enumerate(lines) if number and own in line)
    lines[where] = lines[where].replace(own, other)
    (tmp_path / "bad").write_bytes(b"".join(signed(lines)))
    with pytest.raises(NotTransferred, match=f"line {where + 1} is not of the meeting roundtable"):
        await bring_in(tmp_path / "bad", target)
    assert rows(target, "SELECT * FROM meeting") == []


@pytest.mark.parametrize(
    "bad",
    [
        (b'"owner":"meeting"', b'"owner":"nobody"', "is not of the meeting"),
        (b'"state":"new"', b'"state":"done"', "is not of the meeting"),
        (b'"key":"roundtable/', b'"key":"clock:plenary:', "is not of the meeting"),
        (b'"head":', b'"head":1', "is not whole"),
    ],
)
async def test_a_meetings_file_brings_nothing_that_would_stop_the_bot(
    bad: tuple[bytes, bytes, str], here: str, target: str, export: Export, bring_in: BringIn, tmp_path: Path
) -> None:
    own, other, problem = bad
    await fill(here)
    lines = (await export(here, "roundtable", "good")).read_bytes().splitlines(keepends=True)
    where = next(number for number, line in enumerate(lines) if number and own in line)
    lines[where] = lines[where].replace(own, other)
    (tmp_path / "bad").write_bytes(b"".join(signed(lines)))
    with pytest.raises(NotTransferred, match=problem):
        await bring_in(tmp_path / "bad", target)
    assert rows(target, "SELECT * FROM fact") == []
