"""What is to be sent: bot.ports.store.Outbox over a connection."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from bot.ports.store import Delivery, Pending
from storage.repositories.upsert import add_new
from storage.tables import free_text, outbox

AT_ONCE = 500


@dataclass(frozen=True)
class SqlOutbox:
    """What must be sent, until it has been."""

    connection: Connection

    def add(self, deliveries: Sequence[Delivery]) -> None:
        """Add rows in this order; one whose key stands there already is left as it is."""
        rows = [{**vars(delivery), "state": "new", "attempts": 0} for delivery in deliveries]
        add_new(self.connection, outbox, rows)

    def heads(self, platform: str | None = None) -> Sequence[Pending]:
        """The oldest unsent row of each destination (of one platform), oldest first.

        One that waits for its `not_before` is a head as well: what stands behind it must not overtake.
        """
        c = outbox.c
        oldest = select(func.min(c.id)).where(c.state == "new").group_by(c.destination)
        if platform is not None:
            oldest = oldest.where(c.destination.startswith(f"{platform}:", autoescape=True))
        delivery = (c.key, c.destination, c.meeting, c.action, c.payload, c.created, c.expires)
        rows = self.connection.execute(
            select(c.id, c.attempts, c.not_before, *delivery).where(c.id.in_(oldest)).order_by(c.id)
        )
        return [
            Pending(number, Delivery(*rest), attempts, not_before)
            for number, attempts, not_before, *rest in rows
        ]

    def superseded(self, id: int) -> bool:
        """Whether a later unsent row has the same action and destination."""
        later, same = outbox.alias("later"), outbox.c
        found = select(later.c.id).where(
            same.id == id,
            later.c.id > same.id,
            later.c.state == "new",
            later.c.destination == same.destination,
            later.c.action == same.action,
        )
        return self.connection.scalar(found.limit(1)) is not None

    def done(self, id: int, at: datetime) -> bool:
        """The row was sent; once settled, a row stays as it is."""
        sent = update(outbox).where(_unsent(id)).values(state="done", settled=at, payload={})
        return self.connection.execute(sent).rowcount == 1

    def later(self, id: int, not_before: datetime) -> None:
        """Count the attempt and wait until then."""
        self.connection.execute(
            update(outbox).where(_unsent(id)).values(attempts=outbox.c.attempts + 1, not_before=not_before)
        )

    def drop(self, id: int, reason: Literal["expired", "undeliverable"], at: datetime) -> None:
        """The row will not be sent, and why."""
        self.connection.execute(
            update(outbox).where(_unsent(id)).values(state="dropped", settled=at, payload={}, reason=reason)
        )

    def forget(self, before: datetime) -> bool:
        """Delete old settled rows and the texts in them, so many at a time that nobody waits long."""
        c, texts = outbox.c, free_text.c
        rows = self.connection.execute(
            select(c.id, c.key, c.meeting).where(c.settled < before).order_by(c.settled).limit(AT_ONCE)
        ).all()
        keys = {row.key for row in rows}
        kept = select(texts.meeting, texts.id).where(texts.meeting.in_({row.meeting for row in rows}))
        old = [text.id for text in self.connection.execute(kept) if text.id.rpartition("/")[0] in keys]
        self.connection.execute(delete(free_text).where(texts.id.in_(old)))
        self.connection.execute(delete(outbox).where(c.id.in_([row.id for row in rows])))
        return len(rows) == AT_ONCE


def _unsent(id: int) -> ColumnElement[bool]:
    return (outbox.c.id == id) & (outbox.c.state == "new")
