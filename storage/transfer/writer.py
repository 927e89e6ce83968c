"""From a database into a file, a few rows at a time, however large it is."""

import hashlib
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Table, Text, collate, select, true

from storage.tables import meeting as meetings
from storage.transfer.format import (
    TRANSFERRED,
    Header,
    NotTransferred,
    columns,
    header_line,
    last_line,
    row_line,
)
from storage.transfer.selection import belongs_to
from storage.transfer.upgrades import STEPS

AT_ONCE = 500
VERSION = 1 + len(STEPS)
"""Of the files that are written."""


class Sink(Protocol):
    """Where lines go."""

    def write(self, line: bytes, /) -> object:
        """Take one more."""
        ...


Part = Callable[[Table], ColumnElement[bool]]
"""Which rows of a table are wanted."""


def write_everything(connection: Connection, out: Sink) -> int:
    """Every row, in one order; the connection sees one unchanging view. How many rows those were."""
    return _write(connection, out, Header(VERSION, None, _program()), lambda _: true())


def write_meeting(connection: Connection, out: Sink, meeting: str) -> int:
    """What belongs to one meeting; NotMoved if the database does not hold it."""
    if not connection.scalar(select(meetings.c.head).where(meetings.c.id == meeting)):
        raise NotTransferred(
            f"the database holds no meeting {meeting}; evenfloor check lists those of the folder"
        )
    header = Header(VERSION, meeting, _program())
    return _write(connection, out, header, lambda table: belongs_to(table, meeting))


def _write(connection: Connection, out: Sink, header: Header, part: Part) -> int:
    digest, rows = hashlib.sha256(), -1  # the first line is no row
    for line in _lines(connection, header, part):
        digest.update(line)
        out.write(line)
        rows += 1
    out.write(last_line(rows, digest.hexdigest()))
    return rows


def _lines(connection: Connection, header: Header, part: Part) -> Iterator[bytes]:
    yield header_line(header)
    for table in TRANSFERRED.values():
        wanted = select(*columns(table)).where(part(table)).order_by(*_order(connection, table))
        rows = connection.execute(wanted, execution_options={"yield_per": AT_ONCE})
        yield from (row_line(table, row) for row in rows.mappings())


def _order(connection: Connection, table: Table) -> Iterator[ColumnElement[Any]]:
    """By the key, and texts by their bytes: what a server's own language does not sort another way."""
    binary = "C" if connection.dialect.name == "postgresql" else "BINARY"
    for column in table.primary_key:
        yield collate(column, binary) if isinstance(column.type, Text) else column


def _program() -> str | None:
    try:
        return version("evenfloor")
    except PackageNotFoundError:
        return None
