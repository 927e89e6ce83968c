"""The command line, run in this process."""

from dataclasses import dataclass

from typer.testing import CliRunner

from bot.cli import application


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


def run(*arguments: str) -> Done:
    """Run `evenfloor` with these arguments."""
    result = CliRunner().invoke(application(), list(arguments))
    return Done(result.exit_code, result.stdout, result.stderr)
