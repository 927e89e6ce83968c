"""The command line, run in this process."""

from msgspec import Struct
from typer.testing import CliRunner

from bot.cli import application


class Done(Struct, frozen=True):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


def run(*arguments: str) -> Done:
    """Run `evenfloor` with these arguments; what it raises is raised, as no user is to see a traceback."""
    result = CliRunner().invoke(application(), list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)
