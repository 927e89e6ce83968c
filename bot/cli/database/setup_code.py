"""`evenfloor setup-code`: a code with which somebody can set up one meeting in a chat."""

import random

import typer

from bot.cli.database.migrate import made_ready
from bot.cli.database.shared import database_settings, with_store
from bot.cli.options import Config
from bot.cli.problems import give_up
from bot.cli.wiring.system_clock import SystemClock
from bot.domain.codes import new_code
from bot.services.inbound.secret import Secret
from bot.setup.codes import keep_code


def setup_code(config: Config = None) -> None:
    """Make a code with which somebody can set up one meeting in a chat. It works once, for 24 hours."""
    url, code = database_settings(config).url, new_code(Secret(random.SystemRandom().random).make)
    problem = made_ready(url)
    if problem is not None:
        give_up(problem)
    with_store(url, lambda store: store.write(lambda tx: keep_code(tx, code, SystemClock().now())))
    typer.echo(code)
    typer.echo("It works once, within 24 hours. Whoever has it can set up a meeting: send it in private.")
    typer.echo(f"On Discord, in the server: /setup {code}")
    typer.echo(f"On Matrix, in the room for everybody, with the bot invited: !setup {code}")
