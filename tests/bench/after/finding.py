"""One page of ten thousand resources, listed and searched, beside the plain query for that page."""

import asyncio
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.commands.group.resources import RESOURCE
from bot.commands.model import Asker, Outcome, Request
from bot.domain.group.rows import Resource, text_id
from bot.domain.identity import Identity
from bot.domain.meeting.state import Meeting
from bot.domain.message import FileRef, Message
from bot.messages.catalogue import load_catalogues
from bot.messages.document import plain
from bot.ports.store import Transaction
from bot.services.groups.founding import plan_of
from bot.services.outbound.rendering import Audience, Renderer
from bot.services.outbound.text_refs import text_refs
from storage.migrating import migrate
from storage.store import SqlStore, open_store
from tests.bench.figures import Figure
from tests.support.clock import START
from tests.support.plans import plan

RESOURCES = 10_000
ROUNDS = 50
GROUP = Meeting(plan_of(plan()))
ID = GROUP.plan.id
_PAGE = "SELECT number FROM resource WHERE meeting = ? {} ORDER BY number DESC LIMIT 6"
_TEXTS = "SELECT body FROM free_text WHERE meeting = ? AND id IN ({})"
ASKED: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "list": ("list", "", ()),
    "search": ("search needle", "AND words LIKE ?", ("%needle%",)),
}
"""The command, and how plain SQL finds the same page."""


def bench() -> Iterator[Figure]:
    """Reading the page and putting it into words, beside reading it."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        yield from asyncio.run(_measured(Path(name) / "after.db"))


async def _measured(path: Path) -> list[Figure]:
    url = f"sqlite:///{path}"
    migrate(url)
    figures, renderer = list[Figure](), Renderer(load_catalogues(), _no_files)
    async with open_store(url) as store:
        await store.write(_fill)
        for asked, (words, where, values) in ASKED.items():
            took = [
                (
                    await _found(store, words),
                    await _in_words(store, renderer, words),
                    _plain(path, where, values),
                )
                for _ in range(ROUNDS)
            ]
            found, shown, least = (median(each) for each in zip(*took, strict=True))
            name = f"after {asked}, {RESOURCES} resources"
            figures.append(Figure(f"{name}, found", found, "ms", least, aim=20))
            figures.append(Figure(f"{name}, in words", shown, "ms", least))
    return figures


async def _found(store: SqlStore, words: str) -> float:
    """Milliseconds from the command to its answer, with the texts that stand in it."""

    def find(tx: Transaction) -> str:
        texts = tx.people.texts(ID, text_refs(_answer(tx, words)))
        return " ".join(texts.values())

    return await _timed(store, find)


async def _in_words(store: SqlStore, renderer: Renderer, words: str) -> float:
    """The same until the answer is put into words, as every message is."""
    return await _timed(
        store, lambda tx: plain(renderer.document(tx, GROUP, _answer(tx, words), Audience()).nodes)
    )


def _answer(tx: Transaction, words: str) -> Message:
    what, _, text = words.partition(" ")
    asker = Asker(Identity("discord", "ana"), 1, "Ana", direct=True, moderator=False)
    request = Request(asker, {"what": what, "text": text}, START, "bench", records=tx.records.of(ID))
    found = RESOURCE.handler(GROUP, request)
    assert isinstance(found, Outcome)
    return found.answer


def _no_files(tx: Transaction, owner: str, file: FileRef, language: str) -> None:
    """Nothing here carries one."""
    del tx, owner, file, language


async def _timed(store: SqlStore, work: Callable[[Transaction], str]) -> float:
    begin = perf_counter()
    shown = await store.read(work)
    took = 1000 * (perf_counter() - begin)
    assert "example.org" in shown
    return took


def _plain(path: Path, where: str, values: tuple[str, ...]) -> float:
    """The same page by SQL alone, with its texts, over a connection that is open."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("SELECT 1 FROM resource LIMIT 1").fetchall()
        begin = perf_counter()
        numbers = [row[0] for row in connection.execute(_PAGE.format(where), (ID, *values))]
        ids = [f"resource/{number}/{name}" for number in numbers for name in ("title", "link")]
        connection.execute(_TEXTS.format(",".join("?" * len(ids))), (ID, *ids)).fetchall()
        return 1000 * (perf_counter() - begin)
    finally:
        connection.close()


def _fill(tx: Transaction) -> None:
    for number in range(1, RESOURCES + 1):
        found = "needle" if number % 2_500 == 7 else "hay"
        words = f"https://example.org/{number} report {number} {found}"
        row = Resource(number, 1, START + timedelta(minutes=number), f"d{number}", " ai ", words)
        tx.records.put(ID, row)
        tx.people.keep_text(ID, text_id(row, "link"), 1, f"https://example.org/{number}")
        tx.people.keep_text(ID, text_id(row, "title"), 1, f"Report {number} {found}")
