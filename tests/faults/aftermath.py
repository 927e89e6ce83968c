"""What must be true when several processes have been killed now and then, whatever they did."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from msgspec import Struct
from sqlalchemy import Connection, select

from bot.ports.store import EventRow
from storage.store import open_store
from storage.tables import outbox
from tests.faults.record import Record, Sent

EDITED = "board"
"""A board that is brought up to date is no message of its own."""


class Row(Struct, frozen=True):
    """A delivery as it is settled."""

    id: int
    key: str
    destination: str
    action: str
    state: str
    reason: str | None
    expires: datetime | None


async def aftermath(url: str, record: Record, commands: int) -> list[str]:
    """Everything that is wrong."""
    async with open_store(url) as store:
        events = await store.read(lambda tx: tx.log.after("roundtable", 0))
        rows = await store.database.read(_rows)
    sent, shown = record.sent(), record.shown()
    found = [*_log(events), *_lost(rows, sent), *_doubled(shown), *_order(rows, sent)]
    if record.acknowledged() != commands:
        found.append(f"{commands} commands, {record.acknowledged()} acknowledged")
    answers = {row.key for row in rows if row.key.endswith("/answer/0")}
    if len(answers) != commands:
        found.append(f"{commands} commands acknowledged, {len(answers)} decided")
    return found


def _rows(connection: Connection) -> list[Row]:
    c = outbox.c
    columns = (c.id, c.key, c.destination, c.action, c.state, c.reason, c.expires)
    return [Row(*row) for row in connection.execute(select(*columns).order_by(c.id))]


def _log(events: Sequence[EventRow]) -> Iterator[str]:
    """Each command is decided once, in one go; each timer fires once."""
    blocks = Counter(cause for cause, _ in groupby(event.cause for event in events))
    yield from (f"{cause} was decided {times} times" for cause, times in blocks.items() if times > 1)
    fired = Counter((f.kind, str(f.data)) for f in events if f.cause.startswith("clock:"))
    yield from (f"{timer} fired {times} times" for timer, times in fired.items() if times > 1)


def _lost(rows: Sequence[Row], sent: Sequence[Sent]) -> Iterator[str]:
    """What was announced is in the record; what is in the record was announced."""
    there, known = {each.key for each in sent}, {row.key for row in rows}
    for row in rows:
        if row.state == "new" or row.reason == "undeliverable":
            yield f"{row.key} was not delivered"
        elif row.state == "dropped" and row.expires is None and row.action != EDITED:
            yield f"{row.key} was dropped"
        elif row.state == "done" and row.action in ("post", "whisper") and row.key not in there:
            yield f"{row.key} is done but was never sent"
    yield from (f"{key} was sent and never decided" for key in there - known)


def _doubled(shown: Sequence[Sent]) -> Iterator[str]:
    times = Counter(each.key for each in shown)
    yield from (f"{key} is shown {n} times" for key, n in times.items() if n > 1)


def _order(rows: Sequence[Row], sent: Sequence[Sent]) -> Iterator[str]:
    """To each destination in the order in which it was decided."""
    of = {row.key: row for row in rows}
    last: dict[str, int] = {}
    for key in dict.fromkeys(each.key for each in sent):
        row = of.get(key)
        if row is not None:
            if row.id < last.get(row.destination, 0):
                yield f"{key} came after a later one to {row.destination}"
            last[row.destination] = max(row.id, last.get(row.destination, 0))
