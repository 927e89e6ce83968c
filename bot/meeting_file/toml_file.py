"""TOML as people write it: parsed, with the line of each key, and with plain words for broken syntax."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any, Final

from msgspec import Struct, field

from bot.bounds import BeyondBounds, read_file, too_deep
from bot.domain.changing import replace
from bot.meeting_file.problems import Path, Problem

MOST_BYTES: Final = 1_000_000
DEEPEST: Final = 20
LARGEST: Final = 10**15
_HEADER: Final = re.compile(r"[ \t]*\[(\[?)([\w.\-\"' \t]+)\]\]?\s*(?:#.*)?$")
_KEY: Final = re.compile(r"([\w\-.\"' \t]+)=")
_POSITION: Final = re.compile(r"\s*\(at line (\d+), column \d+\)$")
_CURLY: Final = re.compile("[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]")
_UNQUOTED: Final = re.compile(r"\s*([\w.\-]+)\s*=\s*([^\s\"'\[{#][^\"'#]*?)\s*(?:#.*)?")
_UNREAD_VALUE: Final = ("Invalid value", "Expected newline or end of document after a statement")
_HINTS: Final = {
    "Cannot overwrite a value": "this key stands twice: keep one of the two",
    "Cannot declare": "this heading stands twice: keep one of the two, or write it as [[...]] for a list",
    "Invalid value": 'put texts, times and lengths in straight quotes: "..."',
    "Expected '='": 'each line is written key = "value"; a comment begins with #',
    "Illegal character": 'close the quotes on the same line, or use three ("""...""") for a text of several',
}


class TomlFile(Struct, frozen=True):
    """What a file holds, and where each of its keys stands."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[Path, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    """Why it could not be read, if so."""

    def at(self, problem: Problem) -> Problem:
        """The same problem, with this file's name and the line nearest to its place."""
        path = problem.path
        while path and path not in self.lines:
            path = path[:-1]
        return replace(problem, file=self.name, line=self.lines.get(path))


def read_toml(path: FilePath) -> TomlFile:
    """Read a file; whatever stands in the way is told as a problem, never raised."""
    try:
        text = read_file(path, MOST_BYTES).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return _unread(str(path), "is not written in UTF-8", 'save it with the encoding "UTF-8"')
    except OSError as error:
        return _unread(str(path), f"cannot be read ({error.strerror})", "check its name and its permissions")
    except BeyondBounds as error:
        return _unread(str(path), str(error), "write shorter texts, or name the right file")
    return parse_toml(str(path), text)


def parse_toml(name: str, text: str) -> TomlFile:
    """A text that stands under that name, wherever it is kept."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _broken(name, text, str(error))
    except (ValueError, RecursionError):
        # A number of thousands of digits, or lists in each other by the hundred.
        return _unread(name, "holds what is longer or deeper than anything meant", "take it out")
    if too_deep(values, DEEPEST):
        return _unread(name, "holds lists or tables that go too deep", "take them out")
    found = TomlFile(name, values, key_lines(text))
    return replace(found, problems=tuple(found.at(each) for each in _too_large(values)))


def _too_large(value: object, path: Path = ()) -> Iterator[Problem]:
    """Numbers that nothing can be counted with."""
    if isinstance(value, int) and abs(value) > LARGEST:
        yield Problem(path, "is too large a number", "write a smaller one")
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _too_large(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _too_large(each, (*path, index))


def _unread(name: str, wrong: str, mend: str) -> TomlFile:
    return TomlFile(name, problems=(Problem((), wrong, mend, name),))


def _broken(name: str, text: str, error: str) -> TomlFile:
    lines = text.split("\n")
    found = _POSITION.search(error)
    line = int(found[1]) if found else len(lines)
    reason = _POSITION.sub("", error).removesuffix(" (at end of document)")
    mend = next((hint for start, hint in _HINTS.items() if reason.startswith(start)), "correct this line")
    if reason.startswith(_UNREAD_VALUE) and (unquoted := _UNQUOTED.fullmatch(lines[line - 1])):
        mend = f'put it in quotes: {unquoted[1]} = "{unquoted[2]}"'
    if _CURLY.search(lines[line - 1]):
        mend = 'replace the curly quotes by straight ones: "..."'
    problem = Problem((), f"is not written as TOML ({reason})", mend, name, line)
    return TomlFile(name, problems=(problem,))


def key_lines(text: str) -> dict[Path, int]:
    """The line, from 1, of each table and of each key that begins a line (keys inside {...} have none)."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    inside: str | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if inside is None and (header := _HEADER.match(line)):
            table = _table(_parts(header[2]), counts, listed=bool(header[1]))
            lines.setdefault(table, number)
        elif inside is None and (key := _KEY.match(line)):
            lines.setdefault((*table, *_parts(key[1])), number)
        inside = _still_inside(line, inside)
    return lines


def _parts(name: str) -> list[str]:
    return [part.strip().strip("\"'") for part in name.split(".")]


def _table(parts: list[str], counts: dict[Path, int], *, listed: bool) -> Path:
    path: Path = ()
    for part in parts[:-1]:
        path = (*path, part)
        path = (*path, counts[path] - 1) if path in counts else path
    path = (*path, parts[-1])
    if listed:
        counts[path] = counts.get(path, 0) + 1
        path = (*path, counts[path] - 1)
    return path


def _still_inside(line: str, inside: str | None) -> str | None:
    """Which kind of triple quotes is open at the end of the line."""
    for quotes in re.findall(r'"""|\'\'\'', line):
        inside = quotes if inside is None else None if inside == quotes else inside
    return inside
