"""`evenfloor identity`: whether the bot's Matrix device is signed, and a new identity for the account."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from pydantic import SecretStr

from adapters.matrix.identity.account import Unsigned
from adapters.matrix.identity.standing import replace_identity, signing_problems
from adapters.matrix.settings import MatrixSettings
from adapters.matrix.visit import visiting
from bot.cli.options import Config
from bot.cli.problems import give_up, settings_of
from bot.ports.platform import Misconfigured, TryLater

T = TypeVar("T")

QUESTION = (
    "This gives {user} a new identity in place of any that it has. "
    "Whoever has verified the account must do so again, and other devices of it are no longer signed. Go on?"
)
Reset = Annotated[
    bool, typer.Option("--reset", help="Make a new identity in place of one made elsewhere; asks first.")
]


def identity(reset: Reset = False, config: Config = None) -> None:
    """Say whether the bot's Matrix device is signed, as some clients demand in encrypted chats."""
    settings = _matrix(config)
    if reset:
        _reset(settings)
        return
    problems = _plainly(_problems(settings))
    for problem in problems:
        typer.echo(f"Problem: {problem}")
    if problems:
        raise typer.Exit(1)
    typer.echo(f"Nothing keeps the device of {settings.user} from being signed.")


def _matrix(config: Path | None) -> MatrixSettings:
    settings = settings_of(config).matrix
    if settings is None:
        give_up("Matrix is not configured; add [matrix] to config.toml")
    if settings.store_key is None:
        give_up("matrix.store_key is not set, so the bot has no encrypted chats and needs no identity")
    return settings


def _reset(settings: MatrixSettings) -> None:
    typer.confirm(QUESTION.format(user=settings.user), abort=True)
    password = settings.password or SecretStr(typer.prompt(f"Password of {settings.user}", hide_input=True))
    _plainly(replace_identity(settings, password))
    typer.echo(f"The account has a new identity, kept in {settings.identity_file}.")
    typer.echo("Start the bot, or start it again: it signs its device.")


async def _problems(settings: MatrixSettings) -> list[str]:
    async with visiting(settings) as session:
        return list(await signing_problems(session, settings))


def _plainly(work: Awaitable[T]) -> T:
    """What stands in the way ends the program with a word."""

    async def run() -> T:
        return await work

    try:
        return asyncio.run(run())
    except (Misconfigured, Unsigned, TryLater) as problem:
        give_up(str(problem))
