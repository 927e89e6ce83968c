"""The rooms of the program stay small enough to look around in."""

from collections import Counter

from tests.docs.documents import ROOT

MOST_FILES = 12
MOST_LINES = 250


def test_no_folder_holds_more_files_than_one_can_look_over() -> None:
    files = [file for root in ("bot", "adapters", "storage") for file in (ROOT / root).rglob("*.py")]
    folders = Counter(file.parent.relative_to(ROOT).as_posix() for file in files)
    assert {folder: count for folder, count in folders.items() if count > MOST_FILES} == {}


def test_no_file_is_longer_than_one_can_read_at_once() -> None:
    files = [file for root in ("bot", "adapters", "storage") for file in (ROOT / root).rglob("*.py")]
    lines = {file.relative_to(ROOT).as_posix(): len(file.read_bytes().splitlines()) for file in files}
    assert {file: count for file, count in lines.items() if count > MOST_LINES} == {}
