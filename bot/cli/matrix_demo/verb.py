"""`evenfloor matrix-demo`: a homeserver, people, the example meeting and the bot, until Ctrl-C."""

import asyncio
import signal
import tempfile
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from secrets import token_urlsafe
from typing import Annotated, Final

import typer
from pydantic import HttpUrl, SecretStr

from adapters.matrix.outbound.markup import NAME
from adapters.matrix.settings import MatrixSettings
from bot.cli.demo import EXAMPLE, File
from bot.cli.matrix_demo.guide import guide, text
from bot.cli.matrix_demo.premises import BOT, Premises, link, premises_made, user_id
from bot.cli.problems import give_up, plan_of
from bot.cli.run import write_log
from bot.cli.wiring.serving import opened, until_stopped
from bot.cli.wiring.system_clock import SystemClock
from bot.config.settings import DatabaseSettings, Settings
from bot.demo.stage import on_matrix
from bot.demo.synapse.configuration import ADDRESS
from bot.demo.synapse.homeserver import NotStarted, homeserver
from bot.demo.synapse.starting import free_port
from bot.domain.identity import Place
from bot.domain.message import say
from bot.domain.plan import Plan
from bot.messages.catalogue import FALLBACK, load_catalogues
from bot.messages.plantext import chosen
from storage.migrating import migrate

PORT: Final = 8008
"""The one that homeservers have by custom."""
ENDING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Ctrl-C, whoever ends programs, and a terminal that is closed."""

Port = Annotated[int, typer.Option(help="Where the homeserver listens; 0: where nothing else does.")]


def matrix_demo(file: File = EXAMPLE, port: Port = PORT) -> None:
    """Hold a meeting on a homeserver of its own, for you to look in; nothing of it is kept."""
    plan = plan_of(file)
    if find_spec("synapse") is None:
        give_up("Synapse is not installed here; in the project's folder ./run matrix-demo installs it")
    try:
        port = free_port(ADDRESS, port)
    except OSError:
        give_up(f"port {port} cannot be had, perhaps something else listens there; choose one: --port 8009")
    write_log("WARNING")
    try:
        asyncio.run(until_stopped(_held(plan, port), *ENDING))
    except NotStarted as problem:
        give_up(f"Synapse did not start; it said:\n{problem}")
    with suppress(OSError):  # a closed terminal
        typer.echo("\n" + text(say("matrix-demo-ended"), load_catalogues()))


async def _held(plan: Plan, port: int) -> None:
    """Until cancelled; then the bot ends first, then the homeserver, and then the folder goes."""
    catalogues = load_catalogues()
    with tempfile.TemporaryDirectory(prefix="evenfloor-") as name:
        folder = Path(name)
        typer.echo(text(say("matrix-demo-starting"), catalogues))
        async with homeserver(folder, port) as url:
            premises = await premises_made(url, chosen(plan.title, FALLBACK))
            clock = SystemClock()
            rooms = (Place(NAME, premises.room), Place(NAME, premises.moderators_room))
            staged = on_matrix(plan, clock.now(), *rooms, link())
            settings = _settings(folder, url, premises)
            migrate(settings.database.url)
            async with opened(settings, {staged.id: staged}, clock) as app, asyncio.TaskGroup() as tasks:
                tasks.create_task(app.run())
                await app.supervisor.workers[NAME].platform.ready()
                typer.echo("\n" + text(guide(premises, url), catalogues))


def _settings(folder: Path, url: str, premises: Premises) -> Settings:
    """All that the bot keeps is in the folder."""
    return Settings(
        database=DatabaseSettings(url=f"sqlite:///{folder}/evenfloor.db"),
        matrix=MatrixSettings(
            homeserver=HttpUrl(url),
            user=user_id(BOT),
            password=SecretStr(premises.bot_password),
            store=folder / "matrix-store",
            store_key=SecretStr(token_urlsafe(32)),
        ),
    )
