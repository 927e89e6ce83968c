"""`evenfloor meetings` and `evenfloor meeting`: meetings of files, and those that were set up in a chat."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.check import summary
from bot.cli.database.shared import database_settings, kept_texts, with_store
from bot.cli.meetings import meetings_of
from bot.cli.options import Config, Id
from bot.cli.problems import give_up, settings_of, told
from bot.messages.catalogue import load_catalogues
from bot.ports.store import Transaction
from storage.files import new_file

STANDARD_OUTPUT = Path("-")
New = Annotated[Path, typer.Argument(help="The file to be written; - is standard output.")]


class Action(Enum):
    """What can be done with a meeting that was set up in a chat."""

    EXPORT = "export"
    REMOVE = "remove"


Wanted = Annotated[Action, typer.Argument(help="Write it as a meeting file, or take it out of the database.")]


def meetings(config: Config = None) -> None:
    """List the meetings: those of files, and those that were set up in a chat."""
    settings = settings_of(config)
    found = meetings_of(None, settings.meetings, load_catalogues(), kept_texts(settings.database.url))
    for problem in found.problems:
        if not problem.gap:
            typer.echo(told(problem))
    for each in found.files:
        if each.plan is not None and not each.problems:
            typer.echo(f"{each.plan.id} ({each.path}): {summary(each.plan)}")
    for unfinished in found.unfinished:
        typer.echo(unfinished)


def meeting(action: Wanted, meeting: Id, file: New = STANDARD_OUTPUT, config: Config = None) -> None:
    """Write a meeting that was set up in a chat as a meeting file, or remove one that was not opened yet."""
    settings = database_settings(config)
    text = kept_texts(settings.url).get(meeting)
    if text is None:
        give_up(f"no meeting {meeting} was set up in a chat; evenfloor meetings lists all")
    if action is Action.REMOVE:
        opened = with_store(settings.url, lambda store: store.write(lambda tx: _removed(tx, meeting)))
        if not opened:
            typer.echo(f"{meeting} is removed. Start the bot again, so that it forgets it.")
            return
        give_up(f"{meeting} has been opened, so its record stays in the database; close it in its chat")
    if file == STANDARD_OUTPUT:
        typer.echo(text, nl=False)
        return
    try:
        with new_file(file) as out:
            out.write(text.encode())
    except FileExistsError:
        give_up(f"{file} is there already; name another file, or move that one away")
    except OSError as error:
        give_up(f"{file} cannot be written: {error.strerror}")
    typer.echo(f"{file} holds the meeting. The one in the database stays as it is.")


def _removed(tx: Transaction, meeting: str) -> bool:
    """Remove it, unless it was opened; whether it was."""
    opened = tx.log.head(meeting) > 0
    if not opened:
        tx.planned.remove(meeting)
    return opened
