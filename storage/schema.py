"""Bringing a database to the shape this program knows, and telling when it has another one."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, make_url

from storage.databases.engines import engine_of, is_new

SCRIPTS = Path(__file__).parent / "migrations"


class NewerDatabase(Exception):
    """The database was written by a newer version of the program, and why nothing was done to it."""


def migrate(url: str, scripts: Path = SCRIPTS) -> None:
    """Create the tables or bring them up to date, all in one transaction; NewerDatabase if it is ahead.

    Unavailable if the database cannot be opened or written to.
    """
    target = make_url(url)
    with engine_of(target).migrating(target) as connection:
        if _is_newer(connection, scripts):
            raise NewerDatabase(_problem(connection, scripts))
        config = Config()
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def schema_problem(url: str, scripts: Path = SCRIPTS) -> str | None:
    """What must be done before the program can use the database, in plain words; None if nothing."""
    target = make_url(url)
    if is_new(url):
        return f"There is no database in {target.database} yet. Make it: evenfloor migrate"
    with engine_of(target).read_only(target) as connection:
        return _problem(connection, scripts)


def _problem(connection: Connection, scripts: Path) -> str | None:
    there, known = _version(connection), ScriptDirectory(str(scripts)).get_current_head()
    if there == known:
        return None
    if there is None:
        return "The database is empty. Set it up: evenfloor migrate"
    if _is_newer(connection, scripts):
        return (
            f"The database is newer than this program (version {there}; the program knows {known}). "
            "Install the newer Evenfloor, or use another database."
        )
    return (
        f"The database is older than this program (version {there}; the program needs {known}). "
        "Bring it up to date: evenfloor migrate"
    )


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _is_newer(connection: Connection, scripts: Path) -> bool:
    there = _version(connection)
    known = {script.revision for script in ScriptDirectory(str(scripts)).walk_revisions()}
    return there is not None and there not in known
