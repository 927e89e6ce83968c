"""Inserting over what may stand there already, which SQL leaves to each database."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Row = dict[str, object]


def add_new(connection: Connection, table: Table, rows: Sequence[Row]) -> int:
    """Insert the rows whose keys are new, in this order, and say how many those were."""
    statement = _insert(connection, table).on_conflict_do_nothing()
    options = {"preserve_rowcount": True}
    return sum(connection.execute(statement, row, execution_options=options).rowcount for row in rows)


def put(connection: Connection, table: Table, row: Row) -> None:
    """Insert the row, or replace the one with the same primary key."""
    keys = list(table.primary_key)
    rest = {name: value for name, value in row.items() if name not in table.primary_key}
    statement = _insert(connection, table).on_conflict_do_update(index_elements=keys, set_=rest)
    connection.execute(statement, row)


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
