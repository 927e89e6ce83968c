"""`evenfloor invitation`: the text to send out, and an event for calendars."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.invitation.letter import letter
from bot.cli.options import Config
from bot.cli.problems import give_up, told
from bot.config.configuration import load_configuration
from bot.config.settings import Settings
from bot.files.calendar import calendar
from bot.meeting_file.read import read_meeting
from bot.messages.catalogue import load_catalogues

File = Annotated[Path, typer.Argument(help="The meeting file, e.g. meetings/uncc-roundtable.toml.")]
Ics = Annotated[Path | None, typer.Option(help="Write an iCalendar file as well.", metavar="FILE.ics")]
Language = Annotated[str, typer.Option(help="The language to write in, where the meeting file has it.")]


def invitation(file: File, ics: Ics = None, language: Language = "en", config: Config = None) -> None:
    """Write the invitation to a meeting."""
    meeting = read_meeting(file)
    for problem in meeting.problems:
        typer.echo(told(problem), err=True)
    if meeting.plan is None:
        raise typer.Exit(1)
    settings = load_configuration(config).settings or Settings()  # without one, addresses are left out
    text = letter(meeting.plan, load_catalogues(), language, settings.addresses)
    typer.echo(text, nl=False)
    if ics is not None:
        changed = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        _write(ics, calendar(meeting.plan, text, language, datetime.now(UTC), changed))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        give_up(f"{path}: cannot be written ({error.strerror}); choose another place")
    typer.echo(f"Written: {path}", err=True)
