"""`evenfloor backup` and `evenfloor restore`: the whole database as a file, and back, into any database."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.database.migrate import made_ready
from bot.cli.database.shared import counted, database_settings, list_of, plainly, with_store
from bot.cli.options import Config
from bot.cli.problems import give_up
from storage.erasure.erased_list import ErasedList
from storage.transfer import operations
from storage.transfer.operations import ImportResult
from storage.transfer.reader import look_into

New = Annotated[Path, typer.Argument(help="The file to be written; one that is there is left alone.")]
Old = Annotated[Path, typer.Argument(help="A file that evenfloor backup wrote.")]


def backup(file: New, config: Config = None) -> None:
    """Write everything into a file, also while the bot runs. Keep it as carefully as the database."""
    moved = with_store(database_settings(config).url, lambda store: operations.backup(store, file))
    typer.echo(f"{file} holds {counted(moved.meetings, 'meeting')} in {counted(moved.rows, 'row')}.")


def restore(file: Old, config: Config = None) -> None:
    """Bring a backup into a database with nothing in it, of whichever kind; made if there is none."""
    settings = database_settings(config)
    found = plainly(lambda: look_into(file))
    erased = list_of(settings)
    plainly(erased.all)
    problem = made_ready(settings.url)
    if problem is not None:
        give_up(problem)
    brought = with_store(settings.url, lambda store: operations.restore(store, found, erased))
    moved = brought.moved
    typer.echo(f"Restored {counted(moved.meetings, 'meeting')} in {counted(moved.rows, 'row')}.")
    say_erased(brought, erased)


def say_erased(brought: ImportResult, erased: ErasedList) -> None:
    """Who was erased since the file was written, in a number."""
    if brought.erased is None:
        typer.echo(f"There is no list of erased people at {erased.path}, so nobody was erased again.")
        typer.echo("If there was one, erase whoever is on it: evenfloor erase MEETING NUMBER --yes")
    else:
        people = counted(brought.erased, "person", "people")
        typer.echo(f"Erased again, as {erased.path} says: {people}.")
