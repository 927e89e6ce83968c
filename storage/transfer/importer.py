"""From a file into a database, all of it or nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import DataError, IntegrityError

from bot.ports.store import is_of_another_clock
from storage.people.looks import looks_of
from storage.repositories.log import SqlLog, count_move
from storage.repositories.upsert import add_new, put
from storage.tables import cause, due, fact, outbox, person, used
from storage.tables import meeting as meetings
from storage.transfer.format import TRANSFERRED, NotTransferred, Row
from storage.transfer.reader import Placed, RowFile
from storage.transfer.selection import OWNERS

AT_ONCE = 500

Put = Callable[[Connection, Table, Sequence[Row]], object]
"""How rows get into a table."""


def import_everything(connection: Connection, file: RowFile) -> int:
    """A whole database, into one with nothing in it; how many rows those were. NotMoved if it is not so."""
    if file.header.meeting is not None:
        raise NotTransferred(f"{file.path} holds one meeting; bring it in with evenfloor import")
    if any(connection.execute(select(table).limit(1)).first() for table in TRANSFERRED.values()):
        raise NotTransferred(
            "the database holds something already; name a new one in database.url, or move it away"
        )
    return _import(connection, file.rows(), AS_IT_STANDS)


def import_meeting_rows(connection: Connection, file: RowFile) -> int:
    """One meeting beside the others; how many rows those were. NotMoved if it is there already."""
    meeting = file.header.meeting
    if meeting is None:
        raise NotTransferred(f"{file.path} holds a whole database; bring it in with evenfloor restore")
    if SqlLog(connection, writing=True).head(meeting):
        raise NotTransferred(f"the database holds the meeting {meeting} already; nothing was changed")
    count_move(connection)
    return _import(connection, _its_own(file.rows(), meeting), BESIDE)


def _its_own(rows: Iterable[Placed], meeting: str) -> Iterator[Placed]:
    """Refuse what would touch another meeting: the file may come from somebody else."""
    missing = 0
    for each in rows:
        named = _named(each)
        if (named != meeting and each.table is not cause) or _is_strange(each, meeting):
            raise NotTransferred(
                f"line {each.line} is not of the meeting {meeting}: evenfloor export wrote no such file"
            )
        missing += _events(each)
        yield each
    if missing:
        raise NotTransferred(f"the log of {meeting} is not whole: evenfloor export wrote no such file")


def _named(each: Placed) -> object:
    """The meeting that a row says it is of; of a due moment a number may stand behind it."""
    if each.table is due:
        return str(each.row.get("id")).partition(" ")[0]
    return each.row.get("id" if each.table is meetings else "meeting")


def _is_strange(each: Placed, meeting: str) -> bool:
    """Whether it would stand in the way of other meetings: a moment that nobody looks at, a key of theirs."""
    if each.table is due:
        return each.row["owner"] not in OWNERS
    if each.table is outbox:
        return is_of_another_clock(str(each.row["key"]), meeting) or each.row["state"] != "new"
    return False


def _events(each: Placed) -> int:
    """How many events a row promises, less those that it is."""
    if each.table is meetings:
        return int(str(each.row["head"]))
    return -1 if each.table is fact else 0


def _import(connection: Connection, rows: Iterator[Placed], ways: Mapping[Table, Put]) -> int:
    count = 0
    for some in _batches(rows):
        table = some[0].table
        with _plainly(some):
            ways.get(table, _insert)(connection, table, [each.row for each in some])
        count += len(some)
    return count


def _batches(rows: Iterable[Placed]) -> Iterator[Sequence[Placed]]:
    """A few rows of one table at a time."""
    some: list[Placed] = []
    for each in rows:
        if some and (each.table is not some[0].table or len(some) == AT_ONCE):
            yield some
            some = []
        some.append(each)
    if some:
        yield some


@contextmanager
def _plainly(some: Sequence[Placed]) -> Iterator[None]:
    """What a database says to rows that it will not have, without the rows, in which names stand."""
    try:
        yield
    except (IntegrityError, DataError, UnicodeEncodeError, OverflowError) as error:
        where = f"between the lines {some[0].line} and {some[-1].line}"
        raise NotTransferred(
            f"a row of {some[0].table.name}, {where}, cannot be kept in this database: it contradicts "
            "another row, or holds a character or a number that the database does not know"
        ) from error


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    connection.execute(table.insert(), rows)


def _name(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """With how their names look."""
    _insert(connection, table, [{**row, **looks_of(_text(row["name"]))} for row in rows])


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _replace(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    for row in rows:
        put(connection, table, row)


def _use(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """What an account used last counts, wherever that was."""
    c = used.c
    for row in rows:
        same = (c.platform == row["platform"]) & (c.native_id == row["native_id"])
        if connection.scalar(select(c.at).where(same, c.at > row["at"])) is None:
            put(connection, table, row)


AS_IT_STANDS: Mapping[Table, Put] = {person: _name}
BESIDE: Mapping[Table, Put] = {
    person: _name,
    meetings: _replace,  # a writer locks a meeting by its row, which may be there before its first event
    due: _replace,
    cause: add_new,
    outbox: add_new,  # what was sent from here is not sent again
    used: _use,
}
