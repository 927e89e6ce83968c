"""One line for each row: JSON that is the same bytes from whichever database it came.

A file begins with a line that says what it is, and ends with one by which it is noticed if lines are missing
or changed. What stands in a line follows from storage.tables alone.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import Column, Integer, RowMapping, Table, Text

from bot.ports.store import Json
from storage.tables import DERIVED, draft, lease, metadata, outage, question, setup_code
from storage.types import Flag, FreeText, JsonText, KindText, UtcTime

FORMAT = "evenfloor"
"""What every file says it is."""
TRANSFERRED: Mapping[str, Table] = {
    table.name: table
    for table in metadata.sorted_tables
    if table not in (lease, outage, setup_code, draft, question)
}
"""Everything but what matters just now alone; tables that others refer to come first."""

Row = dict[str, object]


class NotTransferred(Exception):
    """It was not done, and why, in plain words. Nothing was changed."""


class Header(Struct, frozen=True):
    """What a file says of itself in its first line."""

    version: int
    meeting: str | None
    """The one meeting in it; None where it is the whole database."""
    program: str | None
    """The version of Evenfloor that wrote it, where that was known."""


def columns(table: Table) -> Sequence[Column[object]]:
    """What is kept of a row: all but what follows from the rest, and a number that the database gives.

    The order of the lines tells that.
    """
    given = table.autoincrement_column
    return [each for each in table.columns if each is not given and each.info != DERIVED]


def header_line(header: Header) -> bytes:
    """The first line."""
    return _line({"format": FORMAT, **asdict(header)})


def row_line(table: Table, row: RowMapping) -> bytes:
    """A row as its line."""
    return _line({"table": table.name, **{each.name: _shown(row[each]) for each in columns(table)}})


def last_line(rows: int, digest: str) -> bytes:
    """How many rows came before, and the SHA-256 of everything before."""
    return _line({"rows": rows, "sha256": digest})


def _line(values: Json) -> bytes:
    # Plain ASCII: whatever people type, half a surrogate pair among it, is a line that every tool reads.
    return json.dumps(values, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"


def _shown(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def header_of(values: Json) -> Header:
    """What the first line says; ValueError if that is nothing."""
    match values:
        case {"format": str(kind), "version": int(version), "meeting": meeting, "program": program} if (
            kind == FORMAT
            and version >= 1
            and isinstance(meeting, str | None)
            and isinstance(program, str | None)
        ):
            return Header(version, meeting, program)
    raise ValueError("it does not say that it is a file of Evenfloor")


def row_of(table: Table, values: Json) -> Row:
    """A line's values as a row for the table; ValueError if they do not fit it."""
    expected = columns(table)
    if values.keys() != {column.name for column in expected}:
        raise ValueError(f"it does not have the columns of {table.name}")
    return {column.name: _value(column, values[column.name]) for column in expected}


def _value(column: Column[object], value: object) -> object:
    match column.type, value:
        case _, None if column.nullable:
            return None
        case UtcTime(), str(text):
            return _moment(text)
        case (Flag(), bool()) | (JsonText(), dict()) | (Text() | FreeText() | KindText(), str()):
            return value
        case Integer(), int() if not isinstance(value, bool):
            return value
    raise ValueError(f"{column.name} cannot be what it says")


def _moment(text: str) -> datetime:
    """One that has its zone, and lies in the years that UTC has."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no zone")
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text} is not in the calendar") from error
