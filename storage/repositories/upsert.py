"""Inserting over what may stand there already, which SQL leaves to each database."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, Executable, Table

from storage.databases.engines import Insert, insert_into

Row = dict[str, object]


def add_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert the rows whose keys are new, in this order."""
    if rows:
        connection.execute(_adding(connection.dialect.name, table), rows)


def adding_new(dialect: str, table: Table) -> Insert:
    """A statement that leaves those rows as they are whose keys stand there; values are still to come."""
    return insert_into(dialect, table).on_conflict_do_nothing()


def is_new(connection: Connection, table: Table, row: Row) -> bool:
    """Insert the row; False if its key stands there."""
    options = {"preserve_rowcount": True}
    statement = _adding(connection.dialect.name, table)
    return connection.execute(statement, row, execution_options=options).rowcount == 1


def put(connection: Connection, table: Table, row: Row) -> None:
    """Insert the row, which has a value for each column, or replace the one with the same primary key."""
    connection.execute(_putting(connection.dialect.name, table), row)


@cache
def _adding(dialect: str, table: Table) -> Executable:
    return adding_new(dialect, table)


@cache
def _putting(dialect: str, table: Table) -> Executable:
    statement = insert_into(dialect, table)
    rest = {each.name: statement.excluded[each.name] for each in table.columns if not each.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=rest)
