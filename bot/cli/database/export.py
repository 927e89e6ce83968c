"""`evenfloor export` and `evenfloor import`: one meeting from one database into another."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.database.backup import say_erased
from bot.cli.database.shared import counted, database_settings, list_of, plainly, with_store
from bot.cli.options import Config, Id
from bot.cli.problems import give_up
from storage.transfer import operations
from storage.transfer.reader import look_into

STANDARD_OUTPUT = Path("-")
New = Annotated[Path, typer.Argument(help="The file to be written; - is standard output.")]
Old = Annotated[Path, typer.Argument(help="A file that evenfloor export wrote.")]


def export(meeting: Id, file: New = STANDARD_OUTPUT, config: Config = None) -> None:
    """Write one meeting with all that belongs to it; it stays in the database."""
    url = database_settings(config).url
    if file != STANDARD_OUTPUT:
        moved = with_store(url, lambda store: operations.export_file(store, file, meeting))
        typer.echo(f"{file} holds the meeting in {counted(moved.rows, 'row')}.")
        return
    try:
        with_store(url, lambda store: operations.export(store, sys.stdout.buffer, meeting))
        sys.stdout.flush()
    except OSError as error:
        give_up(f"standard output cannot be written: {error.strerror}")


def import_meeting(file: Old, config: Config = None) -> None:
    """Bring a meeting that was exported into the database; one that is there already is left alone."""
    settings = database_settings(config)
    found, erased = plainly(lambda: look_into(file)), list_of(settings)
    brought = with_store(settings.url, lambda store: operations.import_meeting(store, found, erased))
    typer.echo(f"Imported the meeting {found.header.meeting} in {counted(brought.moved.rows, 'row')}.")
    say_erased(brought, erased)
