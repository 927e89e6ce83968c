"""The bot as `evenfloor run` starts it, but with a clock that is moved over its standard input.

Each line of the input is the time it is from then on (ISO 8601); the end of the input ends the program.
"""

import asyncio
import logging
import sys
from datetime import datetime
from pathlib import Path

from bot.cli.database.migrate import made_ready
from bot.cli.meetings import meetings_of
from bot.cli.wiring.serving import serve
from bot.config.configuration import load_configuration
from bot.messages.catalogue import load_catalogues
from tests.support.clock import MovedClock


async def main(config: Path, start: datetime) -> None:
    settings = load_configuration(config).settings
    assert settings is not None
    assert made_ready(settings.database.url) is None
    meetings = meetings_of(None, settings.meetings, load_catalogues())
    assert not meetings.problems, meetings.problems
    clock = MovedClock(start)
    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), lambda: _move(clock))
    await serve(settings, meetings.ready, clock)


def _move(clock: MovedClock) -> None:
    line = sys.stdin.readline().strip()
    if not line:
        raise SystemExit
    clock.move_to(datetime.fromisoformat(line))
    logging.info("it is %s", line)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    asyncio.run(main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])))
