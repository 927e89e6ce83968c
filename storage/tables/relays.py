"""What went from one channel of a group to the others: ids alone, so that edits and deletions can follow."""

from datetime import datetime

from sqlalchemy import Column, Index, Integer, Named, Table, Text

from storage.tables.base import metadata
from storage.tables.groups import Record
from storage.types import Flag, UtcTime


class _Utterance(Record):
    person: Named[int] = Column(Integer)
    platform: Named[str] = Column(Text)
    room: Named[str] = Column(Text)
    message: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcTime)
    version: Named[int] = Column(Integer)
    gone: Named[bool] = Column(Flag)
    reply_to: Named[str] = Column(Text)


utterance = Table(
    "utterance",
    metadata,
    _Utterance,
    Index(None, "message"),
    Index(None, "meeting", "person"),
    Index(None, "at"),
)
"""What members wrote; the words are not kept."""


class _Copy(Record):
    utterance: Named[int] = Column(Integer)
    platform: Named[str] = Column(Text)
    room: Named[str] = Column(Text)
    message: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcTime)
    part: Named[str] = Column(Text)


copy = Table("copy", metadata, _Copy, Index(None, "message"), Index(None, "meeting", "utterance"))
"""The bot's own messages that say the same in another channel."""
