"""Several processes on one PostgreSQL, killed at random while commands are handed in to any of them."""

import argparse
import asyncio
import os
import random
import signal
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path

from msgspec import Struct, field

from bot.domain.identity import Identity
from bot.messages.catalogue import load_catalogues
from tests.faults.aftermath import aftermath
from tests.faults.record import Record
from tests.faults.script import VERA, Say
from tests.faults.stages import stages
from tests.faults.table import Row
from tests.faults.worker import Shared, begin_worker
from tests.support.plans import DISCORD_MODERATORS, DISCORD_ROOM, MATRIX_ROOM

AT_ONCE = 8
"""Commands under way at a time, of different people."""
KILL_AFTER = (0.05, 0.6)
"""Between how many seconds one of the processes is killed."""
PATIENCE = 60.0
"""How many seconds the last commands may take."""
MODERATORS_SHARE = 0.08
"""Of the commands. The floor must be held for long enough that the clock has something to do."""
AGAIN = 0.1
"""Of the commands, those that a platform hands in once more though they have been acknowledged."""

ROOMS = {"discord": DISCORD_ROOM, "matrix": MATRIX_ROOM}
PEOPLE = [Identity(platform, f"p{n}") for platform in ROOMS for n in range(12)]
ASKED = (
    "join",
    "join",
    "join",
    "withdraw",
    "later",
    "ready",
    "identify cs ap",
    "position",
    "queue",
    "stay",
    "done",
)
MODERATED = (
    *("next", "next", "next", "skip", "absent", "walkup cs", "queue") * 3,
    *("start", "phase pause", "phase resume", "phase resume", "phase resume", "undo"),
)
"""An undo may take back the start, so that it is given again."""


class Crew(Struct):
    """The processes, and what each has been handed."""

    shared: Shared
    chance: random.Random
    running: dict[Connection, int] = field(default_factory=dict)
    under_way: dict[int, tuple[Say, Connection]] = field(default_factory=dict)
    kills: int = 0

    def start(self) -> None:
        """One more."""
        mine, theirs = Pipe()
        child = os.fork()
        if child == 0:
            mine.close()
            begin_worker(self.shared, theirs)
        theirs.close()
        self.running[mine] = child

    def hand_in(self, number: int, said: Say) -> None:
        """To any of them."""
        pipe = self.chance.choice(list(self.running))
        self.under_way[number] = said, pipe
        pipe.send((number, said))

    def listen(self, seconds: float) -> None:
        """What is kept is no more under way; what could not be is handed in again."""
        for pipe in wait(list(self.running), seconds):
            assert isinstance(pipe, Connection)
            number, kept = pipe.recv()
            said, _ = self.under_way.pop(number)
            if not kept or self.chance.random() < AGAIN:
                self.hand_in(number, said)

    def kill_one(self) -> None:
        """As the platform does, hand in again what nobody has acknowledged."""
        pipe = self.chance.choice(list(self.running))
        child = self.running.pop(pipe)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        pipe.close()
        self.kills += 1
        self.start()
        for number, (said, where) in list(self.under_way.items()):
            if where is pipe:
                self.hand_in(number, said)

    def finish(self) -> None:
        """All end by themselves when everything has been sent."""
        for pipe in self.running:
            pipe.send(None)
        for pipe, child in self.running.items():
            assert os.waitpid(child, 0)[1] == 0, "a process failed"
            pipe.close()
        self.running.clear()


def sayings(chance: random.Random) -> Iterator[Say]:
    """What people say, without end."""
    for number in count():
        if chance.random() < MODERATORS_SHARE:
            yield Say(f"discord:m{number}", VERA, chance.choice(MODERATED), DISCORD_MODERATORS)
        else:
            who = chance.choice(PEOPLE)
            place = ROOMS[who.platform] if chance.random() < 0.5 else None
            yield Say(f"{who.platform}:c{number}", who, chance.choice(ASKED), place)


def play(crew: Crew, seconds: float) -> int:
    """Commands and kills, and an end without kills; returns how many commands there were."""
    crew.hand_in(0, Say("discord:open", VERA, "open", DISCORD_MODERATORS))
    _empty(crew)
    crew.hand_in(1, Say("discord:start", VERA, "start", DISCORD_MODERATORS))
    _empty(crew)
    said, number = sayings(crew.chance), 2
    end, next_kill = time.monotonic() + seconds, 0.0
    while (now := time.monotonic()) < end:
        busy = {one.who for one, _ in crew.under_way.values()}
        one = next(said)
        if len(crew.under_way) < AT_ONCE and one.who not in busy:
            crew.hand_in(number, one)
            number += 1
        crew.listen(0 if len(crew.under_way) < AT_ONCE else KILL_AFTER[0])
        if now >= next_kill:
            crew.kill_one()
            next_kill = now + crew.chance.uniform(*KILL_AFTER)
    _empty(crew)
    crew.finish()
    return number


def _empty(crew: Crew) -> None:
    end = time.monotonic() + PATIENCE
    while crew.under_way:
        crew.listen(PATIENCE)
        assert time.monotonic() < end, "some commands never come to an end"


def together(wanted: argparse.Namespace) -> Row:
    """So many processes for so many seconds."""
    row, begin = Row("workers", "postgresql"), time.monotonic()
    with stages("postgresql") as new, tempfile.TemporaryDirectory(prefix="faults-") as name:
        shared = Shared(new().url, Record(Path(name)), load_catalogues(), time.monotonic(), wanted.bug)
        crew = Crew(shared, random.Random(wanted.seed))
        try:
            for _ in range(wanted.workers):
                crew.start()
            commands = play(crew, wanted.seconds)
        finally:
            for child in crew.running.values():
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
        problems = asyncio.run(aftermath(shared.url, shared.record, commands))
        row.count(crew.kills, f"seed {wanted.seed}, {commands} commands", problems)
    row.seconds = time.monotonic() - begin
    return row
