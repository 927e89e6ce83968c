"""How a verb ends where something is wrong: a line for each problem, and the exit code."""

from pathlib import Path
from typing import Final, NoReturn

import typer

from bot.config.configuration import load_configuration
from bot.config.settings import Settings
from bot.domain.plan import Plan
from bot.meeting_file.problems import Problem
from bot.meeting_file.read import read_meeting

NO_PLATFORM: Final = "no platform is configured"
ADD_PLATFORM: Final = "add [discord] or [matrix] to config.toml, as config.example.toml shows"


def told(problem: Problem) -> str:
    """A problem of a file as a line: one to mend, or a place to fill in."""
    return f"{'To fill in' if problem.gap else 'Problem'}: {problem}"


def tell(*problems: object) -> None:
    """What is wrong, a line for each."""
    for problem in problems:
        typer.echo(f"Problem: {problem}", err=True)


def give_up(*problems: object, code: int = 1) -> NoReturn:
    """End the program with what is wrong."""
    tell(*problems)
    raise typer.Exit(code)


def settings_of(config: Path | None) -> Settings:
    """The settings; ends the program where the configuration is not in order."""
    configuration = load_configuration(config)
    if configuration.settings is None:
        give_up(*configuration.problems)
    return configuration.settings


def plan_of(file: Path) -> Plan:
    """The meeting that a file plans; ends the program where it plans none."""
    meeting = read_meeting(file)
    if meeting.plan is None:
        give_up(*meeting.problems)
    return meeting.plan
