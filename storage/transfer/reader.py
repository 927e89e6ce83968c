"""From a file: its rows in order, and the certainty that it is whole."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Table

from bot.bounds import parse_json
from bot.ports.store import Json
from storage.transfer.format import TRANSFERRED, Header, NotTransferred, Row, header_of, last_line, row_of
from storage.transfer.upgrades import STEPS, Step, as_of_today

LONGEST_LINE = 64_000_000
"""Bytes; a longer one is taken to be cut off there."""
ANOTHER_COPY = "take another copy of it"


class Placed(Struct, frozen=True):
    """A row and where it stands."""

    line: int
    table: Table
    row: Row


class RowFile(Struct, frozen=True):
    """A file that was whole when it was looked at."""

    path: Path
    header: Header
    steps: Sequence[Step]

    def rows(self) -> Iterator[Placed]:
        """Its rows as the program knows them today; NotMoved if the file is not what it was."""
        with self.path.open("rb") as file:
            lines = _whole(iter(partial(file.readline, LONGEST_LINE), b""))
            next(lines)
            for number, values in lines:
                yield _placed(number, as_of_today(values, self.header.version, self.steps))


def look_into(path: Path, steps: Sequence[Step] = STEPS) -> RowFile:
    """Read all of it once, so that a bad file is refused before anything is done; NotMoved if it is one."""
    try:
        found = RowFile(path, _header(path, 1 + len(steps)), steps)
        for _ in found.rows():
            pass
    except OSError as error:
        raise NotTransferred(f"{path} cannot be read: {error.strerror}") from error
    return found


def _header(path: Path, known: int) -> Header:
    with path.open("rb") as file:
        try:
            header = header_of(_parsed(1, file.readline(LONGEST_LINE)))
        except (NotTransferred, ValueError) as error:
            made = "evenfloor backup and evenfloor export make them"
            raise NotTransferred(f"{path} is no file of Evenfloor: {made}") from error
    if header.version > known:
        program = f", by Evenfloor {header.program}" if header.program else ""
        raise NotTransferred(
            f"{path} was written by a newer program{program}: its version is {header.version}, and this "
            f"program reads files up to version {known}; install the newer Evenfloor"
        )
    return header


def _whole(lines: Iterable[bytes]) -> Iterator[tuple[int, Json]]:
    """Each line but the last, which must tell of the very lines that came before it."""
    digest, rows, ended = hashlib.sha256(), -1, False  # the first line is no row
    for number, raw in enumerate(lines, 1):
        values = _parsed(number, raw)
        if ended or ("sha256" in values and raw != last_line(rows, digest.hexdigest())):
            raise _damaged(number)
        ended = "sha256" in values
        if not ended:
            yield number, values
            digest.update(raw)
            rows += 1
    if not ended:
        raise NotTransferred(f"the file is cut off: its last line is missing; {ANOTHER_COPY}")


def _parsed(number: int, raw: bytes) -> Json:
    if not raw.endswith(b"\n"):
        raise NotTransferred(f"the file is cut off in line {number}; {ANOTHER_COPY}")
    try:
        values = parse_json(raw)
    except ValueError as error:
        raise _damaged(number) from error
    if not isinstance(values, dict):
        raise _damaged(number)
    return values


def _placed(number: int, values: Json) -> Placed:
    try:
        table = TRANSFERRED[str(values["table"])]
        return Placed(number, table, row_of(table, {k: v for k, v in values.items() if k != "table"}))
    except (KeyError, ValueError) as error:
        raise _damaged(number) from error


def _damaged(number: int) -> NotTransferred:
    return NotTransferred(f"the file is damaged: line {number} is not what was written; {ANOTHER_COPY}")
