"""Meetings: their logs, their people, and what is sent for them."""

from datetime import datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Named,
    Table,
    Text,
    TypedColumns,
)

from bot.ports.store import NameKind
from storage.tables.base import DERIVED, metadata
from storage.types import FreeText, JsonText, KindText, UtcTime


class _Meeting(TypedColumns):
    id = Column(Text, primary_key=True)
    head: Named[int] = Column(Integer)


meeting = Table("meeting", metadata, _Meeting)
"""One row a meeting: what a writer locks before it reads the head of the log."""


class _Fact(TypedColumns):
    meeting: Named[str] = Column(Text, ForeignKey("meeting.id"), primary_key=True)
    seq: Named[int] = Column(Integer, primary_key=True)
    at: Named[datetime] = Column(UtcTime)
    kind: Named[str] = Column(Text)
    data = Column(JsonText, nullable=False)
    cause: Named[str] = Column(Text)


fact = Table("fact", metadata, _Fact)
"""The log. Its key is the fence: two writers can never add the same seq."""


class _Cause(TypedColumns):
    id = Column(Text, primary_key=True)
    at: Named[datetime] = Column(UtcTime, index=True)


cause = Table("cause", metadata, _Cause)
"""The commands dealt with; the index is for clearing out old ones."""


class _Outbox(TypedColumns):
    id = Column(Integer, primary_key=True)
    key: Named[str] = Column(Text, unique=True)
    destination: Named[str] = Column(Text)
    meeting: Named[str] = Column(Text)
    action: Named[str] = Column(Text)
    payload = Column(JsonText, nullable=False)
    created: Named[datetime] = Column(UtcTime)
    expires: Named[datetime | None] = Column(UtcTime)
    state: Named[str] = Column(Text)
    attempts: Named[int] = Column(Integer)
    not_before: Named[datetime | None] = Column(UtcTime)
    settled: Named[datetime | None] = Column(UtcTime, index=True)
    reason: Named[str | None] = Column(Text)


outbox = Table("outbox", metadata, _Outbox, sqlite_autoincrement=True)
"""What is to be sent, in the order of its id, none of which is used again.

`state` is new, done, dropped, or aside: refused by the platform, and kept to be tried again.
"""
Index(None, outbox.c.state, outbox.c.destination, outbox.c.id)


class _Due(TypedColumns):
    owner: Named[str] = Column(Text, primary_key=True)
    id = Column(Text, primary_key=True)
    at: Named[datetime] = Column(UtcTime, index=True)


due = Table("due", metadata, _Due)
"""The next due moment of each thing that has one."""


class _Person(TypedColumns):
    meeting: Named[str] = Column(Text, primary_key=True)
    number: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    name: Named[str | None] = Column(FreeText)
    kind: Named[NameKind] = Column(KindText)
    language: Named[str | None] = Column(Text)
    shapes: Named[str | None] = Column(Text, info=DERIVED)
    capitals: Named[str | None] = Column(Text, info=DERIVED)
    words: Named[str | None] = Column(Text, info=DERIVED)


person = Table(
    "person",
    metadata,
    _Person,
    Index(None, "meeting", "shapes"),
    Index(None, "meeting", "capitals"),
    Index(None, "meeting", "words"),
)
"""The only place where a participant's name stands, and beside it how it looks, to find its like."""


class _Account(TypedColumns):
    meeting: Named[str] = Column(Text, primary_key=True)
    platform: Named[str] = Column(Text, primary_key=True)
    native_id: Named[str] = Column(Text, primary_key=True)
    person: Named[int] = Column(Integer)
    stays: Named[int] = Column(Integer, server_default="0")


account = Table(
    "account",
    metadata,
    _Account,
    ForeignKeyConstraint(["meeting", "person"], ["person.meeting", "person.number"]),
    Index(None, "meeting", "person"),
)
"""Which account is which participant, in each meeting; `stays` is 1 if it asked to go on afterwards."""


class _Sighting(TypedColumns):
    meeting: Named[str] = Column(Text, primary_key=True)
    platform: Named[str] = Column(Text, primary_key=True)
    native_id: Named[str] = Column(Text, primary_key=True)
    room: Named[str] = Column(Text, primary_key=True)


sighting = Table("sighting", metadata, _Sighting)
"""In which rooms an account was seen: only there may it be mentioned."""


class _Used(TypedColumns):
    platform: Named[str] = Column(Text, primary_key=True)
    native_id: Named[str] = Column(Text, primary_key=True)
    meeting: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcTime)


used = Table("used", metadata, _Used)
"""The meeting that an account's direct chat is about; people use one before they take part in it."""


class _FreeText(TypedColumns):
    meeting: Named[str] = Column(Text, primary_key=True)
    id = Column(Text, primary_key=True)
    person: Named[int | None] = Column(Integer)
    delivery: Named[str | None] = Column(Text, index=True)
    body: Named[str] = Column(FreeText)


free_text = Table("free_text", metadata, _FreeText, Index(None, "meeting", "person"))
"""What people wrote; the log and the outbox hold its id alone.

`delivery` is the key of the row of the outbox that it was kept for, and with which it goes.
"""


class _Board(TypedColumns):
    meeting: Named[str] = Column(Text, primary_key=True)
    platform: Named[str] = Column(Text, primary_key=True)
    room: Named[str] = Column(Text, primary_key=True)
    message: Named[str] = Column(Text)
    since: Named[int] = Column(Integer)


board = Table("board", metadata, _Board)
"""Where each room's live board hangs."""


class _Cursor(TypedColumns):
    name = Column(Text, primary_key=True)
    value: Named[str] = Column(Text)


cursor = Table("cursor", metadata, _Cursor)
"""How far each platform connection has been read."""


class _Lease(TypedColumns):
    name = Column(Text, primary_key=True)
    owner: Named[str] = Column(Text)
    until: Named[datetime] = Column(UtcTime)
    fence: Named[int] = Column(Integer)


lease = Table("lease", metadata, _Lease)
"""What one process alone may do, until when by the database's clock; `fence` counts those who had it."""


class _Outage(TypedColumns):
    platform = Column(Text, primary_key=True)
    since: Named[datetime] = Column(UtcTime)


outage = Table("outage", metadata, _Outage)
"""The platforms that no process can serve, and the rooms that the bot was put out of; since when."""
