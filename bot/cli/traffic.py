"""`evenfloor traffic`: the hands and turns of a past meeting, for `simulate --replay`."""

import asyncio
import json

import typer

from bot.cli.database.migrate import made_ready
from bot.cli.options import Config, Id
from bot.cli.problems import give_up, settings_of
from bot.domain.meeting.events import Opened
from bot.ports.store import Transaction
from bot.services.serializer import Serializer
from bot.simulation.record import recorded
from storage.store import open_store


def traffic(meeting: Id, config: Config = None) -> None:
    """Print a past meeting as JSON Lines, people as numbers; what was undone is left out."""
    settings = settings_of(config)
    problem = made_ready(settings.database.url)
    if problem is not None:
        give_up(problem)
    lines = asyncio.run(_lines(settings.database.url, meeting))
    if not lines:
        give_up(f"the database holds no meeting {meeting} that was opened")
    for line in lines:
        typer.echo(json.dumps(line))


async def _lines(url: str, meeting: str) -> list[dict[str, object]]:
    async with open_store(url) as store:
        return await store.read(lambda tx: _of(tx, meeting))


def _of(tx: Transaction, meeting: str) -> list[dict[str, object]]:
    serializer = Serializer()
    records = [serializer.event(row) for row in tx.log.after(meeting, 0)]
    opened = next((each.event for each in records if isinstance(each.event, Opened)), None)
    return list(recorded(opened.plan, records)) if opened is not None else []
