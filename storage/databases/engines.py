"""The databases there are, chosen by the scheme of their address."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from sqlalchemy import URL, Connection, Table, make_url

from storage.databases.database import Database

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql as postgresql_dialect
    from sqlalchemy.dialects import sqlite as sqlite_dialect

Insert: TypeAlias = "sqlite_dialect.Insert | postgresql_dialect.Insert"
"""An insert that can say what is to happen where the key stands there already."""


class DatabaseEngine(Struct, frozen=True):
    """What each database does in its own way."""

    database: Callable[[URL], Database]
    """The transactions of the running program."""
    migrating: Callable[[URL], AbstractContextManager[Connection]]
    """One transaction that may change tables, alone."""
    read_only: Callable[[URL], AbstractContextManager[Connection]]
    """One transaction that only reads."""
    is_new: Callable[[URL], bool]
    """Whether nothing is there yet."""
    is_database: Callable[[URL], bool]
    """Whether what is there can be looked into without changing anything."""


def engine_of(url: URL) -> DatabaseEngine:
    """The engine for an address; ValueError if there is none."""
    match url.get_backend_name():
        case "sqlite":
            from storage.databases import sqlite

            return DatabaseEngine(
                sqlite.SqliteDatabase, sqlite.migrating, sqlite.read_only, sqlite.is_new, sqlite.is_database
            )
        case "postgresql":
            from storage.databases import postgresql

            return DatabaseEngine(
                postgresql.PostgresDatabase,
                postgresql.migrating,
                postgresql.read_only,
                postgresql.is_new,
                postgresql.is_database,
            )
        case other:
            raise ValueError(
                f"{other} is no database that Evenfloor knows: sqlite:///evenfloor.db is a file, "
                "postgresql://user@host/evenfloor a server"
            )


def is_new(url: str) -> bool:
    """Whether there is nothing at all yet, so that making the tables destroys nothing."""
    target = make_url(url)
    return engine_of(target).is_new(target)


def is_database(url: str) -> bool:
    """Whether there is a database that can be looked into without changing anything."""
    target = make_url(url)
    return engine_of(target).is_database(target)


def insert_into(dialect: str, table: Table) -> Insert:
    """An insert in the words of that database, whose values are still to come."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)
