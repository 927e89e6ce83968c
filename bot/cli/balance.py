"""`evenfloor balance`: which groups and regions are missing, while there is time to invite."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import Config
from bot.cli.problems import plan_of
from bot.config.configuration import load_configuration
from bot.domain.meeting.rule import disclosed
from bot.domain.meeting.state import Meeting
from bot.domain.message import Label, Listing, Message, PlanText, say
from bot.domain.plan import Dimension, Plan
from bot.messages.catalogue import load_catalogues
from bot.messages.document import plain
from bot.messages.render import Context, render

File = Annotated[Path, typer.Argument(help="The meeting file.")]
FEW = 3
"""Counts of participants under this are not shown: they could point at somebody."""


def balance(file: File, config: Config = None) -> None:
    """Say which groups and regions are missing among the speakers, and among those who have identified."""
    plan = plan_of(file)
    settings = load_configuration(config).settings
    meeting = asyncio.run(_recorded(settings.database.url, plan)) if settings else Meeting(plan)
    context = Context(load_catalogues(), "en", plan)
    for message in _report(plan, meeting):
        typer.echo(plain(render(message, context).nodes))


async def _recorded(url: str, plan: Plan) -> Meeting:
    """The meeting as the database has it; as its file plans it where there is none."""
    from storage.databases.engines import is_new

    if is_new(url):
        return Meeting(plan)
    from bot.services.meeting_repository import MeetingRepository
    from bot.services.serializer import Serializer
    from storage.schema import schema_problem
    from storage.store import open_store

    if schema_problem(url) is not None:
        return Meeting(plan)
    async with open_store(url) as store:
        repository = MeetingRepository(Serializer(), {plan.id: plan})
        loaded = await store.read(lambda tx: repository.load(tx, plan.id))
    return loaded.meeting


def _report(plan: Plan, meeting: Meeting) -> Iterator[Message]:
    for number, dimension in enumerate(plan.dimensions):
        if not dimension.asked:
            continue
        name = PlanText(("dimensions", str(number), "name"))
        speakers = [each.constituency.get(dimension.id) for each in plan.people if each.role == "speaker"]
        people = [each.values.get(dimension.id) for each in meeting.participants.values()]
        known = [disclosed(dimension, value) for value in people]
        yield say("before-dimension", dimension=name)
        yield _line("before-speakers", dimension, speakers, hide=0)
        if any(known):
            yield _line("before-participants", dimension, known, hide=FEW)


def _line(key: str, dimension: Dimension, values: Sequence[str | None], hide: int) -> Message:
    """How many of each there are, and which choices nobody is from."""
    counts = Counter(value for value in values if value is not None)
    stated = [choice.code for choice in dimension.choices if not choice.undisclosed]
    rows = tuple(
        say(
            "before-few" if counts[code] < hide else "before-count",
            value=Label(dimension.id, code),
            count=counts[code],
        )
        for code in stated
        if counts[code]
    )
    missing = tuple(Label(dimension.id, code) for code in stated if not counts[code])
    return say(
        key,
        total=len(values),
        counts=Listing(rows) if rows else say("none"),
        missing=Listing(missing) if missing else say("none"),
    )
