"""Telling whether a database has the shape this program knows.

Who only asks does not wait for Alembic: what brings a database to that shape is in storage.migrating.
"""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Text, column, inspect, make_url, select, table

from storage.databases.engines import engine_of, is_new

SCRIPTS = Path(__file__).parent / "migrations"
_VERSION = table("alembic_version", column("version_num", Text))
"""Where Alembic notes the last step that it took."""


def schema_problem(url: str, scripts: Path = SCRIPTS) -> str | None:
    """What must be done before the program can use the database, in plain words; None if nothing."""
    target = make_url(url)
    if is_new(url):
        return f"There is no database in {target.database} yet. Make it: evenfloor migrate"
    with engine_of(target).read_only(target) as connection:
        return shape_problem(connection, scripts)


def shape_problem(connection: Connection, scripts: Path) -> str | None:
    """The same on a connection to a database that is there."""
    versions, known = _versions(connection), known_versions(scripts)[-1]
    if not versions:
        return "The database is empty. Set it up: evenfloor migrate"
    if len(versions) > 1:
        noted = ", ".join(versions)
        return (
            f"The database says of itself that it has several versions ({noted}). Restore it from a backup."
        )
    [there] = versions
    if there == known:
        return None
    if there not in known_versions(scripts):
        return (
            f"The database is newer than this program (version {there}; the program knows {known}). "
            "Install the newer Evenfloor, or use another database."
        )
    return (
        f"The database is older than this program (version {there}; the program needs {known}). "
        "Bring it up to date: evenfloor migrate"
    )


def is_newer(connection: Connection, scripts: Path) -> bool:
    """Whether a version wrote it that this program does not know."""
    return not set(_versions(connection)) <= set(known_versions(scripts))


def known_versions(scripts: Path = SCRIPTS) -> Sequence[str]:
    """Each version that this program has a step for, the newest last: a step's file begins with it."""
    return sorted(path.name[1:].partition("_")[0] for path in (scripts / "versions").glob("v*.py"))


def _versions(connection: Connection) -> Sequence[str]:
    """One; none where it is empty, and several only where somebody mended it by hand."""
    if not inspect(connection).has_table(_VERSION.name):
        return []
    return connection.scalars(select(_VERSION.c.version_num).order_by(_VERSION.c.version_num)).all()
