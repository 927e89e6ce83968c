"""`evenfloor run`: serve every meeting of the folder on every platform that is configured."""

import asyncio
import logging
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import typer

from bot.cli.database.migrate import made_ready
from bot.cli.database.shared import kept_texts
from bot.cli.meetings import meetings_of
from bot.cli.options import Config
from bot.cli.problems import ADD_PLATFORM, NO_PLATFORM, give_up, settings_of, tell
from bot.cli.wiring.serving import serve
from bot.cli.wiring.system_clock import SystemClock
from bot.config.settings import Settings
from bot.domain.plan import Plan
from bot.messages.catalogue import load_catalogues
from bot.ports.platform import Misconfigured
from storage.databases.file_lock import LockTaken, file_lock

OWN = ("bot", "adapters", "storage")
"""Whose lines hold nothing about people. Below a warning libraries log ids, texts and even keys."""
TALKATIVE = {
    "discord.client": logging.ERROR,  # it only warns of voice, which is not used
    "nio": logging.CRITICAL,  # its warnings hold the events that they are about
}
"""Libraries whose warnings are left out as well, and from which level on they are not."""

log = logging.getLogger(__name__)


def run(config: Config = None) -> None:
    """Serve the meetings until stopped (SIGTERM or Ctrl-C)."""
    settings = _settings(config)
    write_log(settings.log_level.upper())
    problem = made_ready(settings.database.url)
    if problem is not None:
        give_up(problem)
    plans = _plans(settings)
    stopped: Mapping[str, str] = {}
    failed = False
    try:
        with file_lock(settings.database.url):
            stopped = asyncio.run(serve(settings, plans, SystemClock()))
    except* (LockTaken, Misconfigured) as raised:
        tell(*_texts(raised))
        failed = True
    # Python 3.11.2 would put what is raised in the clause itself into a group, and end with a traceback.
    if failed:
        raise typer.Exit(1)
    log.info("stopped")
    if stopped:
        give_up(*(f"{name} was not served to the end: {why}" for name, why in stopped.items()))


def write_log(level: str) -> None:
    """From now on, to the standard error output."""
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for logger, least in least_levels(level).items():
        logging.getLogger(logger).setLevel(least)


def least_levels(level: str) -> Mapping[str, int]:
    """From which level on each logger is heard; "" is every other one, whatever library brings it."""
    wanted = logging.getLevelNamesMapping()[level]
    others = max(wanted, logging.WARNING)
    quiet = {library: max(least, wanted) for library, least in TALKATIVE.items()}
    return {"": others, **dict.fromkeys(OWN, wanted), **quiet}


def _settings(config: Path | None) -> Settings:
    settings = settings_of(config)
    if not settings.platforms:
        give_up(f"{NO_PLATFORM}; {ADD_PLATFORM}")
    return settings


def _plans(settings: Settings) -> dict[str, Plan]:
    """The meetings of folder and database; one that cannot be read is left out with a word, alone."""
    meetings = meetings_of(None, settings.meetings, load_catalogues(), kept_texts(settings.database.url))
    for problem in meetings.problems:
        if not problem.gap:
            log.error("meeting left out: %s", problem)
    for unfinished in meetings.unfinished:
        log.warning("meeting left out: %s", unfinished)
    log.info("meetings: %s", ", ".join(sorted(meetings.ready)) or "none")
    return meetings.ready


def _texts(raised: BaseExceptionGroup[Exception]) -> Iterator[str]:
    for each in raised.exceptions:
        if isinstance(each, BaseExceptionGroup):
            yield from _texts(each)
        else:
            yield str(each)
