"""Whatever may stand in a table goes round and is the same."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from sqlalchemy import Column, Connection, Integer, Table, make_url, select

from storage.databases.engines import engine_of
from storage.tables import account, fact, planned
from storage.transfer.format import TRANSFERRED, Row, columns
from storage.transfer.importer import import_everything
from storage.transfer.reader import look_into
from storage.transfer.writer import write_everything
from storage.types import Flag, FreeText, JsonText, UtcTime

Content = dict[Table, Sequence[Row]]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CHARACTERS = st.characters(exclude_categories=())
"""Half surrogates and all."""
IDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=9)
"""What PostgreSQL can keep of an id."""
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(CHARACTERS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(CHARACTERS), inner, max_size=3),
    max_leaves=6,
)


def value(column: Column[object]) -> SearchStrategy[object]:
    made: SearchStrategy[object]
    match column.type:
        case UtcTime():
            made = st.integers(0, 2**54).map(lambda at: EPOCH + timedelta(microseconds=at))
        case JsonText():
            made = st.dictionaries(st.text(CHARACTERS, max_size=5), JSON, max_size=3)
        case Flag():
            made = st.booleans()
        case Integer():
            made = st.integers(-(2**31), 2**31 - 1)
        case FreeText():
            made = st.text(CHARACTERS, max_size=20)
        case _:
            made = IDS
    return st.none() | made if column.nullable else made


def a_row(table: Table) -> SearchStrategy[Row]:
    return st.fixed_dictionaries({column.name: value(column) for column in columns(table)})


@st.composite
def content(draw: DrawFn) -> Content:
    """A few rows of each table that stands by itself."""
    alone = [table for table in TRANSFERRED.values() if table not in (account, fact, planned)]
    return {table: draw(some_rows(table)) for table in alone}


def some_rows(table: Table) -> SearchStrategy[list[Row]]:
    keys = [[column.name for column in table.primary_key if column in columns(table)]]
    keys += [[column.name] for column in columns(table) if column.unique]
    return st.lists(a_row(table), max_size=2, unique_by=tuple(_of(names) for names in keys if names))


def _of(names: Sequence[str]) -> Callable[[Row], tuple[object, ...]]:
    return lambda row: tuple(row[name] for name in names)


@pytest.fixture
def opened(here: str, target: str) -> Iterator[tuple[Connection, Connection]]:
    """A database of one kind and one of each, in transactions that never end well."""
    one, other = make_url(here), make_url(target)
    with engine_of(one).migrating(one) as first, engine_of(other).migrating(other) as second:
        yield first, second


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_=content())
def test_it_goes_round(given_: Content, opened: tuple[Connection, Connection], tmp_path: Path) -> None:
    first, second = (tmp_path / "first").resolve(), (tmp_path / "second").resolve()
    one, other = opened
    with one.begin_nested() as before:
        for table, rows in given_.items():
            if rows:
                one.execute(table.insert(), rows)
        written(one, first)
        held = everything(one)
        before.rollback()
    with other.begin_nested() as before:
        import_everything(other, look_into(first))
        written(other, second)
        assert everything(other) == held
        before.rollback()
    assert second.read_bytes() == first.read_bytes()


def written(connection: Connection, path: Path) -> None:
    with path.open("wb") as file:
        write_everything(connection, file)


def everything(connection: Connection) -> dict[str, list[str]]:
    return {
        name: sorted(repr(tuple(row)) for row in connection.execute(select(*columns(table))))
        for name, table in TRANSFERRED.items()
    }
