"""Joint statements of groups, with their versions, comments, signatures and reminders."""

from datetime import datetime

from sqlalchemy import Column, Index, Integer, Named, Table, Text

from storage.tables.base import metadata
from storage.tables.groups import Record
from storage.types import Flag, UtcTime


class _Statement(Record):
    author: Named[int | None] = Column(Integer)
    at: Named[datetime] = Column(UtcTime)
    deadline: Named[datetime] = Column(UtcTime)
    zone: Named[str] = Column(Text)
    whole_day: Named[bool] = Column(Flag)
    version: Named[int] = Column(Integer)
    reminded: Named[datetime | None] = Column(UtcTime)
    final: Named[datetime | None] = Column(UtcTime)
    counts: Named[str] = Column(Text)


statement = Table("statement", metadata, _Statement)
"""What a group writes together until a deadline."""


class _StatementVersion(Record):
    statement: Named[int] = Column(Integer)
    version: Named[int] = Column(Integer)
    author: Named[int | None] = Column(Integer)
    at: Named[datetime] = Column(UtcTime)
    length: Named[int] = Column(Integer)
    linked: Named[bool] = Column(Flag)


statement_version = Table(
    "statement_version", metadata, _StatementVersion, Index(None, "meeting", "statement")
)
"""All that it ever said."""


class _Comment(Record):
    statement: Named[int] = Column(Integer)
    author: Named[int | None] = Column(Integer)
    at: Named[datetime] = Column(UtcTime)


comment = Table("comment", metadata, _Comment, Index(None, "meeting", "statement"))
"""What people say of it; who wrote one in private stands with its text alone."""


class _Signature(Record):
    statement: Named[int] = Column(Integer)
    version: Named[int] = Column(Integer)
    person: Named[int] = Column(Integer)
    named: Named[bool] = Column(Flag)
    at: Named[datetime] = Column(UtcTime)


signature = Table("signature", metadata, _Signature, Index(None, "meeting", "statement"))
"""Who signs which version."""


class _StatementReminder(Record):
    statement: Named[int] = Column(Integer)
    person: Named[int] = Column(Integer)


statement_reminder = Table(
    "statement_reminder", metadata, _StatementReminder, Index(None, "meeting", "statement")
)
"""Who wants to be reminded before the deadline."""
