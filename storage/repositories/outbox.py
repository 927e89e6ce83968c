"""What is to be sent: bot.ports.store.Outbox over a connection."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from bot.ports.store import Added, Delivery, Pending
from storage.repositories.upsert import adding_new
from storage.tables import free_text, outbox

AT_ONCE = 500
ASIDE, UNDELIVERABLE, UNDELIVERABLE_AGAIN = "aside", "undeliverable", "undeliverable again"
_TIMES = {None: 0, UNDELIVERABLE: 1, UNDELIVERABLE_AGAIN: 2}

_BEHIND: ColumnElement[int | None] = literal_column(
    """(
    SELECT max(earlier.id) FROM outbox AS earlier
    WHERE earlier.state = 'new' AND earlier.destination = CAST(outbox.destination AS text)
      AND earlier.id < outbox.id
    )"""
)
"""Whether it sees rows of its own statement is another thing on each database.

Without the cast SQLite (3.40) finds nothing by what was just inserted: it looks at all that waits.
"""

_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"), outbox.c.state == "new")
    .values(state="done", settled=bindparam("at"), payload={})
)


class SqlOutbox(Struct, frozen=True):
    """What must be sent, until it has been."""

    connection: Connection

    def add(self, deliveries: Sequence[Delivery]) -> Sequence[Added]:
        """Add rows in this order; one whose key stands there already is left as it is."""
        if not deliveries:
            return []
        rows = [{**asdict(delivery), "state": "new", "attempts": 0} for delivery in deliveries]
        found = self.connection.execute(_adding(self.connection.dialect.name), rows)
        return _in_order(deliveries, {key: (number, behind) for number, key, behind in found})

    def heads(self, platform: str | None = None, without: Collection[str] = ()) -> Sequence[Pending]:
        """The oldest unsent row of each destination (of one platform) but these, oldest first.

        One that waits for its `not_before` is a head as well: what stands behind it must not overtake.
        """
        if not without:
            return self._read(_heads(platform))
        found = self.connection.execute(_head_ids(platform))
        wanted = sorted(id for id, destination in found if destination not in without)
        some = [wanted[first : first + AT_ONCE] for first in range(0, len(wanted), AT_ONCE)]
        return [head for ids in some for head in self._read(_THESE, {"ids": ids})]

    def newest(self, id: int) -> int:
        """The last unsent row with the action and the destination of that one, or that one itself."""
        found = select(func.max(outbox.c.id)).where(outbox.c.state == "new", *_alike(id))
        return self.connection.scalar(found) or id

    def overtaken(self, id: int, at: datetime) -> None:
        """What that row says, the unsent ones before it with its action and destination need not say."""
        older = (outbox.c.state == "new") & (outbox.c.id < id)
        self._drop(and_(older, *_alike(id)), "expired", at)

    def done(self, id: int, at: datetime) -> bool:
        """The row was sent; once settled, a row stays as it is."""
        return self.connection.execute(_SENT, {"row": id, "at": at}).rowcount == 1

    def later(self, id: int, not_before: datetime) -> None:
        """Count the attempt and wait until then."""
        self.connection.execute(
            update(outbox).where(_unsent(id)).values(attempts=outbox.c.attempts + 1, not_before=not_before)
        )

    def put_off(self, id: int, not_before: datetime) -> None:
        """Wait until then."""
        self.connection.execute(update(outbox).where(_unsent(id)).values(not_before=not_before))

    def drop(self, id: int, reason: Literal["expired", "undeliverable"], at: datetime) -> None:
        """The row will not be sent, and why."""
        self._drop(_unsent(id), reason, at)

    def set_aside(self, id: int, at: datetime) -> None:
        """It keeps its payload; `settled` bounds how long. The reason outlasts its being tried again."""
        again = case((outbox.c.reason.is_(None), UNDELIVERABLE), else_=UNDELIVERABLE_AGAIN)
        kept = {"state": ASIDE, "settled": at, "reason": again}
        self.connection.execute(update(outbox).where(_unsent(id)).values(**kept))

    def aside(self) -> Sequence[Pending]:
        """Every row that is set aside, the oldest first."""
        return self._read(_pending(outbox.c.state == ASIDE))

    def again(self, id: int) -> None:
        """It is new once more, at its old place."""
        new = {"state": "new", "settled": None, "not_before": None}
        self.connection.execute(update(outbox).where(_aside(id)).values(**new))

    def leave(self, id: int) -> None:
        """It says nothing any more, and goes with the other settled ones."""
        self.connection.execute(update(outbox).where(_aside(id)).values(state="dropped", payload={}))

    def _read(self, rows: Executable, values: Mapping[str, object] | None = None) -> Sequence[Pending]:
        return [
            Pending(number, Delivery(*rest), attempts, not_before, _TIMES.get(reason, 0))
            for number, attempts, not_before, reason, *rest in self.connection.execute(rows, values)
        ]

    def _drop(self, rows: ColumnElement[bool], reason: str, at: datetime) -> None:
        dropped = {"state": "dropped", "settled": at, "payload": {}, "reason": reason}
        self.connection.execute(update(outbox).where(rows).values(**dropped))

    def forget(self, before: datetime) -> bool:
        """Delete old settled rows and the texts in them, so many at a time that nobody waits long."""
        c = outbox.c
        rows = self.connection.execute(
            select(c.id, c.key).where(c.settled < before).order_by(c.settled).limit(AT_ONCE)
        ).all()
        texts = free_text.c.delivery.in_([row.key for row in rows])
        self.connection.execute(delete(free_text).where(texts))
        self.connection.execute(delete(outbox).where(c.id.in_([row.id for row in rows])))
        return len(rows) == AT_ONCE


@cache
def _adding(dialect: str) -> ReturningInsert[int, str, int | None]:
    return adding_new(dialect, outbox).returning(outbox.c.id, outbox.c.key, _BEHIND)


@cache
def _heads(platform: str | None) -> Executable:
    return _pending(outbox.c.id.in_(_oldest(platform)))


@cache
def _head_ids(platform: str | None) -> Select[int, str]:
    """With the destination of each, by an index alone."""
    return _oldest(platform).add_columns(outbox.c.destination)


def _oldest(platform: str | None) -> Select[int]:
    c = outbox.c
    oldest = select(func.min(c.id)).where(c.state == "new").group_by(c.destination)
    if platform is not None:
        oldest = oldest.where(c.destination.startswith(f"{platform}:", autoescape=True))
    return oldest


def _pending(where: ColumnElement[bool]) -> Executable:
    c = outbox.c
    delivery = (c.key, c.destination, c.meeting, c.action, c.payload, c.created, c.expires)
    return select(c.id, c.attempts, c.not_before, c.reason, *delivery).where(where).order_by(c.id)


_THESE = _pending(outbox.c.id.in_(bindparam("ids", expanding=True)))


def _unsent(id: int) -> ColumnElement[bool]:
    return (outbox.c.id == id) & (outbox.c.state == "new")


def _aside(id: int) -> ColumnElement[bool]:
    return (outbox.c.id == id) & (outbox.c.state == ASIDE)


def _alike(id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """With the action and the destination of that row."""
    one = outbox.alias("one")
    found = [
        select(each).where(one.c.id == id).scalar_subquery() for each in (one.c.action, one.c.destination)
    ]
    return outbox.c.action == found[0], outbox.c.destination == found[1]


def _in_order(deliveries: Sequence[Delivery], new: dict[str, tuple[int, int | None]]) -> Sequence[Added]:
    """Those of the deliveries that are new, each behind the one before it."""
    last: dict[str, int] = {}
    added = []
    for delivery in deliveries:
        if delivery.key in new:
            number, before = new.pop(delivery.key)
            behind = last.get(delivery.destination, before)
            last[delivery.destination] = number
            added.append(Added(Pending(number, delivery, 0, None), behind))
    return added
