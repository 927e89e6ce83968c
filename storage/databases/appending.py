"""Adding an event to a log: the head of the log moves with it, in one statement on each database.

An event that does not follow the head is not added on PostgreSQL, and is an IntegrityError on SQLite.
"""

from functools import cache

from sqlalchemy import Executable, bindparam, select, update
from sqlalchemy.exc import IntegrityError

from storage.tables import fact, meeting
from storage.types import JsonText, UtcTime

HEAD_FOLLOWS = """CREATE TEMP TRIGGER head_follows AFTER INSERT ON main.fact BEGIN
    UPDATE meeting SET head = new.seq WHERE id = new.meeting AND head = new.seq - 1;
    SELECT RAISE(ABORT, 'the event does not follow') FROM meeting
    WHERE id = new.meeting AND (head < new.seq OR new.seq < 1); END"""
"""For a connection to SQLite, which alone has it: in the file a table made anew would lose it unseen.

An imported log stands behind its head already.
"""


def follows_not(problem: IntegrityError) -> bool:
    """Whether that is what is wrong with it, on SQLite: one is there already, or one is missing before it."""
    said = str(problem.orig)
    return "the event does not follow" in said or "UNIQUE constraint failed: fact.meeting, fact.seq" in said


@cache
def appending(dialect: str) -> Executable:
    """Takes the columns of an event; its meeting's row is there."""
    return _APPEND_AND_MOVE if dialect == "postgresql" else fact.insert()


_MOVED = (
    update(meeting)
    .where(meeting.c.id == bindparam("meeting"), meeting.c.head == bindparam("seq") - 1)
    .values(head=bindparam("seq"))
    .returning(meeting.c.id)
    .cte("moved")
)
_APPEND_AND_MOVE = fact.insert().from_select(
    list(fact.c),
    select(
        _MOVED.c.id,
        bindparam("seq"),
        bindparam("at", type_=UtcTime),
        bindparam("kind"),
        bindparam("data", type_=JsonText),
        bindparam("cause"),
    ),
)
