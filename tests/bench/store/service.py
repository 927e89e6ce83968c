"""A process of the service that is measured: commands through the command service, on a database.

python -m tests.bench.store.service URL MEETING COMMANDS IN_FLIGHT [FILE]: says "ready", waits for a line,
says the seconds. With a FILE it writes down what it inserts, for the baseline to repeat.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPICursor

from bot.app import Dependencies, build_app
from bot.commands.table import commands
from bot.domain.identity import Identity, Place
from bot.messages.catalogue import load_catalogues
from bot.ports.platform import Invocation, TypedRequest
from bot.ports.store import Store
from bot.services.inbound.command_service import CommandService
from storage.databases.appending import HEAD_FOLLOWS
from storage.people.arriving import ARRIVING
from storage.store import open_store
from tests.support.clock import MovedClock
from tests.support.in_memory_platform import InMemoryPlatform

PEOPLE = 100
"""How many take part: they join, and withdraw, and join again."""


def command_service(store: Store, clock: MovedClock) -> CommandService:
    """What handles commands in a bot whose meetings are open already."""
    platforms = {name: InMemoryPlatform(name) for name in ("discord", "matrix")}
    return build_app(
        Dependencies(store, platforms, clock, lambda: 0.5), commands(), load_catalogues(), {}
    ).command_service


def invocations(meeting: str, number: int, clock: MovedClock) -> Iterator[Invocation]:
    """So many commands in the meeting's room."""
    place = Place("discord", f"room-{meeting}")
    for each in range(number):
        who = Identity("discord", f"{meeting}-{each % PEOPLE}")
        text = "withdraw" if (each // PEOPLE) % 2 else "join"
        cause = f"discord:{meeting}-{each}"
        yield Invocation(cause, who, who.id, place, False, TypedRequest(text), clock.now())


async def measure(url: str, meeting: str, number: int, in_flight: int) -> float:
    """Seconds for all of them, each kept when it is done."""
    clock = MovedClock()
    async with open_store(url) as store:
        given, asked = command_service(store, clock), invocations(meeting, number, clock)

        async def go_on() -> None:
            for one in asked:
                await given.handle(one)

        await store.read(given.repository.all)
        _say("ready")
        await asyncio.to_thread(sys.stdin.readline)
        begin = perf_counter()
        await asyncio.gather(*(go_on() for _ in range(in_flight)))
        return perf_counter() - begin


@contextmanager
def recorded(file: Path, url: str) -> Iterator[None]:
    """Write down what is inserted, changed and deleted, a line a transaction; first what SQLite needs."""
    first = (HEAD_FOLLOWS, *ARRIVING) if url.startswith("sqlite") else ()
    transactions: list[list[list[object]]] = [[[sql, []] for sql in first]]

    def begin(_: Connection) -> None:
        transactions.append([])

    def execute(_: Connection, __: DBAPICursor, sql: str, values: object, *__more: object) -> None:
        if sql.startswith(("INSERT", "UPDATE", "DELETE", "WITH")):
            transactions[-1] += [[sql, each] for each in (values if isinstance(values, list) else [values])]

    event.listen(Engine, "begin", begin)
    event.listen(Engine, "before_cursor_execute", execute)
    yield
    lines = [json.dumps(transaction, default=str) for transaction in transactions if transaction]
    file.write_text("\n".join(lines), encoding="utf-8")


def main(url: str, meeting: str, number: str, in_flight: str, file: str | None = None) -> None:
    """One measurement, or one recording."""
    measuring = measure(url, meeting, int(number), int(in_flight))
    if file is None:
        _say(str(asyncio.run(measuring)))
        return
    with recorded(Path(file), url):
        asyncio.run(measuring)
    _say("recorded")


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
