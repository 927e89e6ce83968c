"""Meetings by chance in which every sentence is compared with the events (see `tests/truth/`)."""

import argparse
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from bot.messages.catalogue import Catalogues, load_catalogues
from tests.faults.table import Row, say
from tests.truth.kinds import sentences
from tests.truth.listening import Played, play

LENGTH = 200
"""Lines of a meeting; about as many commands."""
LARGE = 100_000
"""With so many commands every sentence that the tests know is met, or it is one that is never said."""


def spoken(arguments: argparse.Namespace) -> Row:
    """Each meeting from a seed of its own, from the given one on."""
    row, started = Row("sentences", "none"), time.monotonic()
    said, commands, heard = set[str](), 0, 0
    seeds = range(arguments.seed, arguments.seed + max(1, arguments.commands // LENGTH))
    with ProcessPoolExecutor(arguments.processes) as processes:
        for played in processes.map(_play, seeds, chunksize=8):
            row.count(0, f"seed {played.seed}", [str(played)] if played.wrong else [])
            said |= played.said
            commands, heard = commands + played.commands, heard + played.heard
    row.seconds = time.monotonic() - started
    unmet = sentences() - said
    say(f"{commands} commands and the clock, {heard} messages; {len(unmet)} sentences were never met")
    if unmet:
        say("\n".join(sorted(unmet)))
        row.wrong += arguments.commands >= LARGE
    return row


def _play(seed: int) -> Played:
    return play(seed, LENGTH, _catalogues())


@cache
def _catalogues() -> Catalogues:
    return load_catalogues()
