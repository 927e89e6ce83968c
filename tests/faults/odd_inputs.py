"""Odd inputs by the hundred thousand: a bot for each two thousand of them, several at a time."""

import argparse
import asyncio
import logging
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.faults.table import Row
from tests.hostile.campaign import INPUTS, Campaign
from tests.hostile.friend import Wrong

ROUNDS = 100
"""Of one bot."""


def odd_inputs(arguments: argparse.Namespace) -> Row:
    """Whatever comes, everybody else is heard; a round that fails is said, and comes again by its number."""
    row, begin = Row("odd inputs", "matrix"), time.monotonic()
    if arguments.round is None:
        rounds = range(arguments.inputs // INPUTS)
        parts = [rounds[first : first + ROUNDS] for first in range(0, len(rounds), ROUNDS)]
    else:
        parts = [range(arguments.round, arguments.round + 1)]
    with ProcessPoolExecutor(arguments.processes) as pool:
        for inputs, problem in pool.map(_play, [str(arguments.seed)] * len(parts), parts):
            row.runs += inputs
            row.report("by chance", problem)
    row.seconds = time.monotonic() - begin
    return row


def _play(seed: str, rounds: range) -> tuple[int, list[str]]:
    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        campaign = Campaign(seed, Path(folder))
        try:
            asyncio.run(campaign.play(rounds))
        except Wrong as wrong:
            return campaign.inputs, [str(wrong)]
    return campaign.inputs, []
