"""What the verbs share that look after the database: where it is, and plain words where it does not work."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TypeVar

from bot.cli.problems import give_up, settings_of
from bot.config.settings import DatabaseSettings
from bot.ports.store import Unavailable
from storage import schema
from storage.databases.engines import is_database
from storage.erasure.by_operator import Nobody
from storage.erasure.erased_list import ErasedList, UnreadableList, erased_list
from storage.store import SqlStore, open_store
from storage.transfer.format import NotTransferred

T = TypeVar("T")


def database_settings(config: Path | None) -> DatabaseSettings:
    """Which database it is about; ends the program where the configuration is not in order."""
    return settings_of(config).database


def list_of(settings: DatabaseSettings) -> ErasedList:
    """Where those are noted who were erased."""
    return erased_list(settings.url, settings.erased)


def plainly(work: Callable[[], T]) -> T:
    """Do it; what stands in the way ends the program with a word."""
    try:
        return work()
    except (NotTransferred, Nobody, UnreadableList, Unavailable) as problem:
        give_up(str(problem))


def with_store(url: str, work: Callable[[SqlStore], Awaitable[T]]) -> T:
    """Do it with the database, which is there and fits the program."""

    async def run() -> T:
        async with open_store(url) as store:
            return await work(store)

    try:
        problem = schema.schema_problem(url)
    except (Unavailable, ValueError) as error:
        problem = str(error)
    if problem is not None:
        give_up(problem)
    return plainly(lambda: asyncio.run(run()))


def kept_texts(url: str) -> Mapping[str, str]:
    """The meetings that were set up in a chat, as texts by id; none where there is no database that fits."""
    try:
        if not is_database(url) or schema.schema_problem(url) is not None:
            return {}
    except (Unavailable, ValueError):
        return {}
    return with_store(url, lambda store: store.read(lambda tx: tx.planned.all()))


def counted(number: int, one: str, several: str | None = None) -> str:
    """A number with its noun: 1 row, 2,000 rows."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"
