"""`evenfloor check`: everything that is wrong with the configuration and the meeting files, at once."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.meetings import NONE_KEPT, meeting_named, meetings_of
from bot.cli.options import Config
from bot.cli.problems import ADD_PLATFORM, NO_PLATFORM, told
from bot.cli.wiring.known_platforms import PREFIXES
from bot.config.configuration import Configuration, load_configuration
from bot.config.exposed import exposed_files
from bot.config.settings import Settings
from bot.domain.plan import HALL, Plan
from bot.meeting_file.problems import Problem, did_you_mean
from bot.meeting_file.read import MeetingFile
from bot.messages.catalogue import load_catalogues

Files = Annotated[
    list[Path] | None, typer.Argument(help="Meeting files; all of the meetings folder if left out.")
]

Online = Annotated[bool, typer.Option("--online", help="Also ask the platforms: tokens, rooms, permissions.")]
Live = Annotated[
    str | None,
    typer.Option(
        metavar="MEETING", help="Try everything in one meeting's own rooms, and remove it again: two minutes."
    ),
]


def check(files: Files = None, config: Config = None, online: Online = False, live: Live = None) -> None:
    """Name every problem of the configuration and the meeting files, each with its place and the mend."""
    if files and live:
        raise typer.BadParameter("with --live, name no other file")
    configuration = load_configuration(config)
    folder = (configuration.settings or Settings()).meetings
    exposed = [*_open_to_all(configuration.settings)]  # before the database is looked into
    kept = NONE_KEPT if files else _kept(configuration.settings)
    catalogues = load_catalogues()
    meetings = (
        meeting_named(live, folder, catalogues, kept)
        if live
        else meetings_of(files, folder, catalogues, kept)
    )
    problems = [*configuration.problems, *meetings.problems]
    if configuration.settings is not None and not configuration.settings.platforms and not files:
        problems.append(Problem((), NO_PLATFORM, ADD_PLATFORM, "configuration", gap=True))
    notes = [*_notes(configuration.settings, meetings.files), *exposed]
    if online and configuration.settings is not None:
        from bot.cli.wiring.online_check import ask_platforms

        asked = asyncio.run(ask_platforms(configuration.settings, tuple(meetings.ready.values())))
        problems += asked.problems
        notes += asked.notes
    for line in report(configuration, meetings.files, problems, notes):
        typer.echo(line)
    well = not problems
    if well and live and configuration.settings is not None:
        others = meetings_of(None, folder, catalogues, kept).ready
        well = _tried(configuration.settings, meetings.ready, others)
    raise typer.Exit(0 if well else 1)


def _tried(settings: Settings, meeting: Mapping[str, Plan], others: Mapping[str, Plan]) -> bool:
    """Whether everything works in the rooms of that one meeting."""
    from bot.cli.wiring.live_check import try_live

    [plan] = meeting.values()
    return try_live(settings, plan, tuple(others.values()), typer.echo)


def _kept(settings: Settings | None) -> Mapping[str, str]:
    """The meetings of the database, whose libraries nobody waits for who asks about a file."""
    if settings is None:
        return NONE_KEPT
    from bot.cli.database.shared import kept_texts

    return kept_texts(settings.database.url)


def report(
    configuration: Configuration,
    meetings: Sequence[MeetingFile],
    problems: Sequence[Problem],
    notes: Sequence[str],
) -> Iterator[str]:
    """What is wrong, what is noteworthy, what is right, and the sum of it: a line each."""
    yield from map(told, problems)
    yield from (f"Note: {each}" for each in notes)
    if configuration.settings is not None:
        served = ", ".join(sorted(configuration.settings.platforms)) or "none yet"
        yield f"Configuration: in order; platforms: {served}"
    for meeting in meetings:
        if meeting.plan is not None:
            yield f"{meeting.path}: {summary(meeting.plan)}"
    yield verdict(problems)


def _notes(settings: Settings | None, meetings: Sequence[MeetingFile]) -> Iterator[str]:
    """What is odd and may be meant all the same: rooms that nobody will serve."""
    for meeting in meetings:
        plan = meeting.plan
        places = (*plan.places, *plan.moderators_rooms) if plan else ()
        for platform in sorted({each.platform for each in places}):
            if platform not in PREFIXES:
                mend = did_you_mean(platform, [*PREFIXES, HALL])
                yield f"{meeting.path}: there is no platform {platform}; {mend}"
            elif settings is not None and platform not in {*settings.platforms, "console"}:
                mend = f"add [{platform}] to the configuration before the meeting"
                yield f"{meeting.path}: its rooms on {platform} are not served yet; {mend}"


def _open_to_all(settings: Settings | None) -> Iterator[str]:
    for path in exposed_files(settings) if settings is not None else ():
        yield f"everybody on this machine can read {path}; chmod 600 {path}"


def summary(plan: Plan) -> str:
    """A meeting in one line, so that its people see whether it is what they meant."""
    local, utc = plan.start.astimezone(ZoneInfo(plan.zone)), plan.start.astimezone(UTC)
    when = f"{local:%A %d %B %Y, %H:%M} in {plan.zone} ({utc:%Y-%m-%d %H:%M} UTC)"
    rooms = ", ".join(room.place.platform if room.place else HALL for room in plan.rooms)
    length = f"{_counted(plan.seconds // 60, 'minute')} in {_counted(len(plan.phases), 'phase')}"
    return f'"{plan.title["en"]}", {when}, {length}; rooms: {rooms}'


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def verdict(problems: Sequence[Problem]) -> str:
    """The last line."""
    gaps = sum(each.gap for each in problems)
    parts = {"to mend": len(problems) - gaps, "to fill in": gaps}
    return ", ".join(f"{count} {what}" for what, count in parts.items() if count) or "Everything is in order."
