"""What must be true in the end, however often the bot was killed on the way."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from bot.ports.store import Due
from storage.store import SqlStore, open_store
from tests.faults.record import Record

BOARD = "\nFloor: "
"""Stands in each board, which shows how things are when it is drawn, and so may show this or that."""

BESIDE = "channel-opened"
"""Two platforms open their channels at the same time, and either may be the first."""

Event = tuple[str, str, str]


class Outcome(Struct, frozen=True):
    """What came of it all: the log, and what stands where."""

    events: Sequence[Event]
    shown: Mapping[str, Sequence[str]]
    unsent: int
    due: Due | None
    acknowledged: int


async def outcome(url: str, record: Record) -> Outcome:
    """As the database and the platforms have it."""
    shown: dict[str, list[str]] = defaultdict(list)
    for sent in record.shown():
        if BOARD in sent.text:
            continue
        shown[f"{sent.platform} {sent.where}"].append(sent.text)
    async with open_store(url) as store:
        due = await store.read(lambda tx: tx.timers.next(("meeting",)))
        return Outcome(await _events(store), shown, await _unsent(store), due, record.acknowledged())


def problems(expected: Outcome, got: Outcome) -> Iterator[str]:
    """How an outcome differs from that of an undisturbed life."""
    if got.acknowledged != expected.acknowledged:
        yield f"{got.acknowledged} steps were acknowledged"
    if got.events != expected.events:
        want, have = ([str(each) for each in log] for log in (expected.events, got.events))
        yield f"the log differs: {_difference(want, have)}"
    if got.unsent:
        yield f"{got.unsent} deliveries were never made"
    if got.due != expected.due:
        yield f"what is due next is {got.due}"
    for where in sorted(expected.shown.keys() | got.shown.keys()):
        wanted, there = expected.shown.get(where, []), got.shown.get(where, [])
        if list(wanted) != list(there):
            yield f"{where}: {_difference(wanted, there)}"


def doubled(expected: Outcome, got: Outcome, record: Record) -> Iterator[str]:
    """What must be true however late the bot was started again."""
    if got.acknowledged != expected.acknowledged:
        yield f"{got.acknowledged} steps were acknowledged"
    if got.unsent:
        yield f"{got.unsent} deliveries were never made"
    seen = Counter((sent.platform, sent.where, sent.key) for sent in record.shown())
    twice = [where for (_, where, _), times in seen.items() if times > 1]
    if twice:
        yield f"doubled in {twice}"


def _difference(wanted: Sequence[str], there: Sequence[str]) -> str:
    lost, doubled = Counter(wanted) - Counter(there), Counter(there) - Counter(wanted)
    if not lost and not doubled:
        first = next(text for text, other in zip(there, wanted, strict=True) if text != other)
        return f"out of order from {first[:60]}"
    return f"lost {[text[:60] for text in lost]}, too many {[text[:60] for text in doubled]}"


async def _events(store: SqlStore) -> list[Event]:
    rows = await store.read(lambda tx: tx.log.after("roundtable", 0))
    events = [(row.kind, str(row.data), row.cause) for row in rows]
    return [event for event in events if event[0] != BESIDE] + sorted(
        event for event in events if event[0] == BESIDE
    )


async def _unsent(store: SqlStore) -> int:
    return len(await store.read(lambda tx: tx.outbox.heads()))
