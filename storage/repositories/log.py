"""The log of events: bot.ports.store.Log over a connection."""

from collections.abc import Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.dml import ReturningInsert

from bot.ports.store import EventRow, Heads
from storage.databases.appending import appending, follows_not
from storage.databases.engines import insert_into
from storage.repositories.upsert import add_new
from storage.tables import counter, fact, planned
from storage.tables import meeting as meetings

_ALL = ""
"""No meeting's id: whoever decides by looking at all meetings locks this row."""


# Statements are built once: building them takes longer than running them.
_HEAD = select(meetings.c.head).where(meetings.c.id == bindparam("meeting"))
_LOCKED_HEAD = _HEAD.with_for_update()
_MOVES = {"meeting": _ALL, "kind": "move"}
"""Of the counter. Not a row a meeting and a sum of them: what others write there concerns nobody else."""
MOVES = func.coalesce(
    select(counter.c.last)
    .where(*(counter.c[name] == value for name, value in _MOVES.items()))
    .scalar_subquery(),
    0,
)
"""How often it has changed where a command finds its meeting."""
_MOVED = select(MOVES)
_HEADS = select(meetings.c.id, meetings.c.head, MOVES).where(
    (meetings.c.head > 0) | meetings.c.id.in_(select(planned.c.meeting))
)
_AFTER = (
    select(fact.c.seq, fact.c.at, fact.c.kind, fact.c.data, fact.c.cause)
    .where(fact.c.meeting == bindparam("meeting"), fact.c.seq > bindparam("seq"))
    .order_by(fact.c.seq)
)


class SqlLog(Struct, frozen=True):
    """The events of each meeting, in order."""

    connection: Connection
    writing: bool

    def head(self, meeting: str) -> int:
        """The last seq; a writer makes and locks the meeting's row, so that others wait."""
        wanted = {"meeting": meeting}
        if not self.writing:
            return self.connection.scalar(_HEAD, wanted) or 0
        head = self.connection.scalar(_LOCKED_HEAD, wanted)
        if head is None:
            add_new(self.connection, meetings, [{"id": meeting, "head": 0}])
            head = self.connection.scalars(_LOCKED_HEAD, wanted).one()
        return head

    def after(self, meeting: str, seq: int) -> Sequence[EventRow]:
        """The events behind a seq, in order."""
        rows = self.connection.execute(_AFTER, {"meeting": meeting, "seq": seq})
        return [EventRow(*row) for row in rows]

    def append(self, meeting: str, rows: Sequence[EventRow]) -> None:
        """Add events and move the head; ValueError if their seqs do not follow it."""
        if not rows:
            return
        seqs = [row.seq for row in rows]
        if seqs != list(range(seqs[0], seqs[0] + len(seqs))) or not self._add(meeting, rows):
            raise ValueError(f"events {seqs} do not follow {self.head(meeting)} in the log of {meeting}")

    def _add(self, meeting: str, rows: Sequence[EventRow]) -> bool:
        """False if they do not follow the head."""
        if rows[0].seq == 1:
            add_new(self.connection, meetings, [{"id": meeting, "head": 0}])
        values = [{"meeting": meeting, **asdict(row)} for row in rows]
        options = {"preserve_rowcount": True}
        statement = appending(self.connection.dialect.name)
        try:
            added = self.connection.execute(statement, values, execution_options=options).rowcount
        except IntegrityError as problem:
            if not follows_not(problem):
                raise
            return False
        return added == len(rows)

    def heads(self) -> Heads:
        """The last seq of each meeting with an event or a plan; of writers that ask, one goes on."""
        if self.writing:
            self.head(_ALL)
        found = self.connection.execute(_HEADS).all()
        moves = found[0][2] if found else self.connection.execute(_MOVED).scalar_one()
        return Heads({id: head for id, head, _ in found}, moves)

    def moved(self) -> int:
        """Count up; whoever does so too waits until this transaction ends."""
        return count_move(self.connection)


def count_move(connection: Connection) -> int:
    """A command may find another meeting from now on; returns how often that has been so."""
    return connection.scalars(_counting(connection.dialect.name)).one()


@cache
def _counting(dialect: str) -> ReturningInsert[int]:
    first = insert_into(dialect, counter).values(_MOVES | {"last": 1})
    return first.on_conflict_do_update(
        index_elements=list(counter.primary_key), set_={"last": counter.c.last + 1}
    ).returning(counter.c.last)
