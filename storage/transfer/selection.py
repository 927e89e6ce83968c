"""Which rows are a meeting's own, and which it shares with nobody."""

from collections.abc import Set as AbstractSet

from sqlalchemy import ColumnElement, Connection, Table, false, select

from bot.ports.store import MEETING
from storage.tables import cause, cursor, due, fact, free_text, outbox
from storage.tables import meeting as meetings


def belongs_to(table: Table, meeting: str) -> ColumnElement[bool]:
    """The condition on the rows that go with a meeting: of the outbox those still to be sent."""
    if table is meetings:
        return meetings.c.id == meeting
    if table is cause:
        return cause.c.id.in_(select(fact.c.cause).where(fact.c.meeting == meeting))
    if table is due:
        return (due.c.owner == MEETING) & (due.c.id == meeting)
    if table is cursor:
        return false()
    own = table.c.meeting == meeting
    return own & (outbox.c.state == "new") if table is outbox else own


def settled_texts(connection: Connection, meeting: str) -> AbstractSet[str]:
    """The texts of what was sent already: they go when it goes, and would stay for good without it."""
    settled = select(outbox.c.key).where(outbox.c.meeting == meeting, outbox.c.state != "new")
    keys = set(connection.scalars(settled))
    kept = connection.scalars(select(free_text.c.id).where(free_text.c.meeting == meeting))
    return {id for id in kept if id.rpartition("/")[0] in keys}
