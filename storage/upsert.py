"""Inserting over what may stand there already, which SQL leaves to each database."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import sqlite

Row = dict[str, object]


def add_new(connection: Connection, table: Table, rows: Sequence[Row]) -> int:
    """Insert the rows whose keys are new, in this order, and say how many those were."""
    statement = sqlite.insert(table).on_conflict_do_nothing()
    return sum(connection.execute(statement, row).rowcount for row in rows)


def put(connection: Connection, table: Table, row: Row) -> None:
    """Insert the row, or replace the one with the same primary key."""
    keys = list(table.primary_key)
    rest = {name: value for name, value in row.items() if name not in table.primary_key}
    statement = sqlite.insert(table).on_conflict_do_update(index_elements=keys, set_=rest)
    connection.execute(statement, row)
