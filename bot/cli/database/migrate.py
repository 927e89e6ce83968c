"""The database: made where there is none, and brought up to date only when asked."""

import typer

from bot.cli.options import Config
from bot.cli.problems import give_up, settings_of
from bot.ports.store import Unavailable
from storage import schema
from storage.databases.engines import is_new


def migrate(config: Config = None) -> None:
    """Create the database, or bring it up to date with this version of the program."""
    settings = settings_of(config)
    try:
        schema.migrate(settings.database.url)
    except (Unavailable, schema.NewerDatabase, ValueError) as problem:
        give_up(problem)
    typer.echo("The database is up to date.")


def made_ready(url: str) -> str | None:
    """Make the database if there is none; what stands in the way of using it, in plain words."""
    try:
        if is_new(url):
            schema.migrate(url)
        return schema.schema_problem(url)
    except (Unavailable, ValueError) as problem:
        return str(problem)
