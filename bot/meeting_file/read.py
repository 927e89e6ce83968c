"""Meeting files, read into plans: every problem at once, each with its place and the mend."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct

from bot.domain.plan import Plan
from bot.meeting_file.addresses import AddressReaders, wrong_addresses
from bot.meeting_file.checks import check, gaps
from bot.meeting_file.conversion import plan_of
from bot.meeting_file.problems import Problem
from bot.meeting_file.shape import MeetingTable
from bot.meeting_file.toml_file import TomlFile, parse_toml, read_toml
from bot.meeting_file.translation import untold, validated

_ID: Final = re.compile(r"[a-z0-9-]{1,60}")
ANY: Final[AddressReaders] = MappingProxyType({})
"""For those who need the programme alone, wherever it takes place."""


class MeetingFile(Struct, frozen=True):
    """One file as it was read: its plan if it is sound, and what is to be mended or filled in."""

    path: Path
    plan: Plan | None
    """There although places are still to be filled in, so that a rehearsal can put in its own rooms."""
    problems: tuple[Problem, ...]


def read_folder(
    folder: Path, readers: AddressReaders = ANY
) -> tuple[tuple[MeetingFile, ...], tuple[Problem, ...]]:
    """All meeting files of a folder, and what is wrong with the folder itself."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.match("*.toml"))
    except (FileNotFoundError, NotADirectoryError):
        return (), (Problem((), "there is no such folder", "make it, or name another one", str(folder)),)
    except OSError as error:
        wrong = f"cannot be read ({error.strerror})"
        return (), (Problem((), wrong, "check its name and its permissions", str(folder)),)
    files = tuple(read_meeting(path, readers) for path in paths)
    if not files:
        return (), (
            Problem((), "holds no meeting file", "write one, as docs/organiser.md shows", str(folder)),
        )
    return files, ()


def read_meeting(path: Path, readers: AddressReaders = ANY) -> MeetingFile:
    """Read one file; nothing is raised, whatever it holds."""
    return _read(read_toml(path), path, path.stem, readers)


def read_kept(id: str, text: str, readers: AddressReaders = ANY) -> MeetingFile:
    """The same for the text of a meeting that stands in the database, under its id."""
    name = f"database:{id}"
    return _read(parse_toml(name, text), Path(name), id, readers)


def _read(file: TomlFile, path: Path, id: str, readers: AddressReaders) -> MeetingFile:
    if file.problems:
        return MeetingFile(path, None, file.problems)
    problems, table = _checked(file.values, readers)
    if not _ID.fullmatch(id):
        mend = f'rename it to small letters, digits and "-", e.g. {id_from(id)}.toml'
        problems = [Problem((), "the file's name is not fit for an id", mend), *problems]
    sound = all(each.gap for each in problems)
    placed = sorted((file.at(each) for each in problems), key=lambda each: each.line or 0)
    return MeetingFile(path, plan_of(id, table) if sound else None, tuple(placed))


def id_from(words: str) -> str:
    """An id that reads like these words."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60] or "meeting"


def _checked(values: Mapping[str, Any], readers: AddressReaders) -> tuple[list[Problem], MeetingTable]:
    """The problems, and the file with sound values standing in for the wrong ones."""
    empty = list(gaps(values))
    wrong, table = validated(values, MeetingTable)
    unsound = [*empty, *untold(wrong, empty)]
    more = [*_contradictions(table, unsound), *wrong_addresses(table, readers)]
    return [*unsound, *untold(more, unsound)], table


def _contradictions(table: MeetingTable, unsound: Sequence[Problem]) -> Iterator[Problem]:
    """What the parts of the file say against each other; people's codes only where the codes are known."""
    codes_known = not any(each.path[:1] == ("dimensions",) for each in unsound)
    return (each for each in check(table) if codes_known or each.path[0] not in {"organisers", "speakers"})
