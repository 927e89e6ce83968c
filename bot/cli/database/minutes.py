"""`evenfloor minutes`: what a rapporteur needs the next day, from the log."""

from enum import Enum
from pathlib import Path
from typing import Annotated, assert_never

import typer

from bot.cli.database.shared import with_store
from bot.cli.options import Config, Id
from bot.cli.problems import give_up, settings_of
from bot.domain.meeting.events import Opened
from bot.domain.meeting.fold import fold
from bot.domain.meeting.state import Meeting
from bot.domain.minutes.facts import recount
from bot.files.minutes.added import added
from bot.files.minutes.written import OWN, BadTemplate, Form, Whole, as_json, in_words
from bot.messages.catalogue import load_catalogues
from bot.messages.render import Context
from bot.ports.store import Transaction
from bot.services.serializer import Serializer


class Format(Enum):
    """What the minutes can be written as."""

    MD = "md"
    HTML = "html"
    JSON = "json"


Wanted = Annotated[Format, typer.Option("--format", help="Markdown, a page to print, or data.")]


def minutes(meeting: Id, form: Wanted = Format.MD, config: Config = None) -> None:
    """Write the minutes of a meeting, counted from its log; who agreed is named, small counts are hidden."""
    settings = settings_of(config)
    found = with_store(settings.database.url, lambda store: store.read(lambda tx: _of(tx, meeting)))
    if found is None:
        give_up(f"the database holds no meeting {meeting} that was opened")
    match form:
        case Format.JSON:
            typer.echo(as_json(found), nl=False)
        case Format.MD:
            typer.echo(_written(found, "md", settings.minutes.template), nl=False)
        case Format.HTML:
            typer.echo(_written(found, "html", settings.minutes.template), nl=False)
        case _:
            assert_never(form)


def _written(whole: Whole, form: Form, own: Path | None) -> str:
    template = own if own is not None and own.suffix == f".{form}" else OWN / f"minutes.{form}"
    context = Context(load_catalogues(), whole.minutes.plan.language, whole.minutes.plan)
    try:
        return in_words(whole, context, form, template.read_text("utf-8"))
    except BadTemplate as problem:
        give_up(f"the template {template} {problem}")
    except (OSError, UnicodeDecodeError):
        give_up(f"the template {template} cannot be read")


def _of(tx: Transaction, meeting: str) -> Whole | None:
    serializer = Serializer()
    records = [serializer.event(row) for row in tx.log.after(meeting, 0)]
    opened = next((each.event for each in records if isinstance(each.event, Opened)), None)
    counted = recount(opened.plan, records) if opened is not None else None
    if opened is None or counted is None:
        return None
    return Whole(counted, added(tx, fold(Meeting(opened.plan), records)))
