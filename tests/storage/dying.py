"""Processes for test_killed: one commits without end, one migrates and kills itself on the way."""

import asyncio
import os
import signal
import sys
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event

from bot.ports.store import Transaction
from storage.migrating import migrate
from storage.store import open_store
from tests.contracts.store.samples import row
from tests.support.notes import note


def say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


async def commit_without_end(url: str) -> None:
    """Say each number once it is kept."""

    def one_more(tx: Transaction) -> int:
        head = tx.log.head("m") + 1
        tx.log.append("m", [row(head)])
        note(tx, "count", str(head))
        return head

    async with open_store(url) as store:
        while True:
            say(await store.write(one_more))


def migrate_and_die(url: str, scripts: str, last: int) -> None:
    """Die just before the statement (or commit) of that number; without it, say how many there are."""
    steps = count(1)
    taken = [0]

    def step(*_: object) -> None:
        taken.append(next(steps))
        if taken[-1] == last:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    migrate(url, Path(scripts))
    say(taken[-1])


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["commit", url]:
            asyncio.run(commit_without_end(url))
        case ["migrate", url, scripts, last]:
            migrate_and_die(url, scripts, int(last))
