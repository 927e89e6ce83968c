"""Which rows are a meeting's own, and which it shares with nobody."""

from typing import Final

from sqlalchemy import ColumnElement, Table, exists, false, select

from bot.ports.store import FORGETTING, GROUP, MEETING, RETENTION
from storage.groups.records import TABLES
from storage.tables import cause, cursor, due, fact, free_text, outbox
from storage.tables import meeting as meetings

OWNERS: Final = frozenset(
    (MEETING, GROUP, RETENTION, FORGETTING, *(kind.__name__.lower() for kind in TABLES))
)
"""Whose due moments belong to a meeting or group: to all of it, or to a row under its number."""


def belongs_to(table: Table, meeting: str) -> ColumnElement[bool]:
    """The condition on the rows that go with a meeting: of the outbox those still to be sent.

    The texts of what was sent stay with it, and go when it goes: without it they would be kept for good.
    """
    if table is meetings:
        return meetings.c.id == meeting
    if table is cause:
        return cause.c.id.in_(select(fact.c.cause).where(fact.c.meeting == meeting))
    if table is due:
        of_rows = due.c.id.startswith(f"{meeting} ", autoescape=True)
        return due.c.owner.in_(OWNERS) & ((due.c.id == meeting) | of_rows)
    if table is cursor:
        return false()
    own = table.c.meeting == meeting
    if table is outbox:
        return own & (outbox.c.state == "new")
    if table is free_text:
        return own & ~exists().where(outbox.c.key == free_text.c.delivery, outbox.c.state != "new")
    return own
