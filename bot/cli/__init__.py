"""The command line: a file per verb, and the only place where everything is wired together."""

from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from bot.cli.balance import balance
from bot.cli.check import check
from bot.cli.database.backup import backup, restore
from bot.cli.database.erase import erase
from bot.cli.database.export import export, import_meeting
from bot.cli.database.migrate import migrate
from bot.cli.demo import demo
from bot.cli.identity import identity
from bot.cli.invitation.verb import invitation
from bot.cli.order import order
from bot.cli.run import run
from bot.cli.simulate import simulate
from bot.cli.traffic import traffic


def main() -> None:
    """The command `evenfloor`: exits with 0 when all is well, 1 with problems, 2 when used wrongly."""
    application()()


def application() -> typer.Typer:
    """All verbs. Tracebacks are the plain ones: they show no values, which may be secret."""
    app = typer.Typer(
        name="evenfloor", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False
    )
    app.callback()(_evenfloor)
    app.command()(check)
    app.command()(invitation)
    app.command()(run)
    app.command()(demo)
    app.command()(migrate)
    app.command()(backup)
    app.command()(restore)
    app.command()(export)
    app.command("import")(import_meeting)
    app.command()(erase)
    app.command()(identity)
    app.command()(balance)
    app.command()(traffic)
    app.command()(order)
    app.command()(simulate)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        try:
            typer.echo(f"evenfloor {version('evenfloor')}")
        except PackageNotFoundError:
            typer.echo("evenfloor, not installed")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", help="Say which version this is.", callback=_show_version, is_eager=True)
]


def _evenfloor(version: Version = False) -> None:
    """One fair speaking queue for a meeting in a hall, on Discord and on Matrix."""
