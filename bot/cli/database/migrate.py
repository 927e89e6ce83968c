"""The database: made where there is none, and brought up to date only when asked."""

import typer

from bot.cli.options import Config
from bot.cli.problems import give_up, settings_of
from bot.ports.store import Unavailable
from storage.databases.engines import is_new
from storage.schema import schema_problem


def migrate(config: Config = None) -> None:
    """Create the database, or bring it up to date with this version of the program."""
    from storage import migrating

    settings = settings_of(config)
    try:
        migrating.migrate(settings.database.url)
    except (Unavailable, migrating.NewerDatabase, ValueError) as problem:
        give_up(problem)
    typer.echo("The database is up to date.")


def made_ready(url: str) -> str | None:
    """Make the database if there is none; what stands in the way of using it, in plain words."""
    try:
        if is_new(url):
            from storage import migrating  # with Alembic, which a database that is there does without

            migrating.migrate(url)
        return schema_problem(url)
    except (Unavailable, ValueError) as problem:
        return str(problem)
