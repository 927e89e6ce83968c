"""The command line: a file per verb, and the only place where everything is wired together."""

import gc
import sys
from collections.abc import Container
from typing import Annotated

import typer

from bot.cli.wiring.verbs import VERBS


def main() -> None:
    """The command `evenfloor`: exits with 0 when all is well, 1 with problems, 2 when used wrongly."""
    loaded(sys.argv[1:])()


def loaded(words: Container[str]) -> typer.Typer:
    """The application, made without looking for garbage: nearly all that loading makes stays.

    What has been loaded is not looked through later either.
    """
    gc.disable()
    try:
        return application(words)
    finally:
        gc.freeze()
        gc.enable()


def application(words: Container[str] = VERBS) -> typer.Typer:
    """The verbs that are among the words, and of all others what they are for.

    Tracebacks are the plain ones: they show no values, which may be secret.
    """
    app = typer.Typer(
        name="evenfloor", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False
    )
    app.callback()(_evenfloor)
    for name, load in VERBS.items():
        app.command(name)(load() if name in words else load)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

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
