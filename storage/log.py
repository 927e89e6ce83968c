"""The log of facts: bot.ports.store.Log over a connection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from bot.ports.store import FactRow
from storage.tables import fact
from storage.tables import meeting as meetings
from storage.upsert import add_new

_ALL = ""
"""No meeting's id: whoever decides by looking at all meetings locks this row."""


@dataclass(frozen=True)
class SqlLog:
    """The facts of each meeting, in order."""

    connection: Connection
    writing: bool

    def head(self, meeting: str) -> int:
        """The last seq; a writer makes and locks the meeting's row, so that others wait."""
        found = select(meetings.c.head).where(meetings.c.id == meeting)
        if not self.writing:
            return self.connection.scalar(found) or 0
        head = self.connection.scalar(found.with_for_update())
        if head is None:
            add_new(self.connection, meetings, [{"id": meeting, "head": 0}])
            head = self.connection.scalars(found.with_for_update()).one()
        return head

    def after(self, meeting: str, seq: int) -> Sequence[FactRow]:
        """The facts behind a seq, in order."""
        rows = self.connection.execute(
            select(fact.c.seq, fact.c.at, fact.c.kind, fact.c.data, fact.c.cause)
            .where(fact.c.meeting == meeting, fact.c.seq > seq)
            .order_by(fact.c.seq)
        )
        return [FactRow(*row) for row in rows]

    def append(self, meeting: str, rows: Sequence[FactRow]) -> None:
        """Add facts and move the head; ValueError if their seqs do not follow it."""
        head = self.head(meeting)
        seqs = [row.seq for row in rows]
        if seqs != list(range(head + 1, head + 1 + len(rows))):
            raise ValueError(f"facts {seqs} do not follow {head} in the log of {meeting}")
        if not rows:
            return
        self.connection.execute(fact.insert(), [{"meeting": meeting, **vars(row)} for row in rows])
        self.connection.execute(update(meetings).where(meetings.c.id == meeting).values(head=seqs[-1]))

    def heads(self) -> Mapping[str, int]:
        """The last seq of every meeting that has a fact; of writers that ask, one at a time goes on."""
        if self.writing:
            self.head(_ALL)
        rows = self.connection.execute(select(meetings.c.id, meetings.c.head).where(meetings.c.head > 0))
        return {row.id: row.head for row in rows}
