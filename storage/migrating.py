"""Bringing a database to the shape this program knows, with Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import make_url

from storage.databases.engines import engine_of
from storage.schema import SCRIPTS, is_newer, shape_problem


class NewerDatabase(Exception):
    """The database was written by a newer version of the program, and why nothing was done to it."""


def migrate(url: str, scripts: Path = SCRIPTS) -> None:
    """Create the tables or bring them up to date, all in one transaction; NewerDatabase if it is ahead.

    Unavailable if the database cannot be opened or written to.
    """
    target = make_url(url)
    with engine_of(target).migrating(target) as connection:
        if is_newer(connection, scripts):
            raise NewerDatabase(shape_problem(connection, scripts))
        config = Config()
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
