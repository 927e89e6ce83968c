"""What the groups that go on after meetings work with; what people wrote of it stands in free_text."""

from datetime import datetime

from sqlalchemy import Column, Index, Integer, Named, Table, Text, TypedColumns

from storage.tables.base import metadata
from storage.types import Flag, FreeText, UtcTime


class _Counter(TypedColumns):
    meeting: Named[str] = Column(Text, primary_key=True)
    kind: Named[str] = Column(Text, primary_key=True)
    last: Named[int] = Column(Integer)


counter = Table("counter", metadata, _Counter)
"""The highest number that was given to each kind of thing, so that none is given twice.

And under no meeting's name, how often it has changed where a command finds its meeting.
"""


class Record(TypedColumns):
    """What every kind of row has."""

    meeting: Named[str] = Column(Text, primary_key=True)
    number: Named[int] = Column(Integer, primary_key=True, autoincrement=False)


class _Settings(Record):
    zone: Named[str] = Column(Text)
    digest: Named[str] = Column(Text)
    weekday: Named[int] = Column(Integer)
    minute: Named[int] = Column(Integer)
    digested: Named[datetime | None] = Column(UtcTime)
    kept_days: Named[int] = Column(Integer)
    warned: Named[datetime | None] = Column(UtcTime)


settings = Table("settings", metadata, _Settings)
"""How each group wants to be told of what happens in it, and how long it is kept."""


class _Member(Record):
    zone: Named[str | None] = Column(Text)
    digest: Named[bool] = Column(Flag)
    since: Named[datetime] = Column(UtcTime)
    active: Named[datetime] = Column(UtcTime)


member = Table("member", metadata, _Member)
"""What a group knows of somebody beside their being in it; the number is the person's."""


class _Question(Record):
    person: Named[int] = Column(Integer)
    expires: Named[datetime] = Column(UtcTime)


question = Table("question", metadata, _Question)
"""What somebody asked for and has yet to confirm."""


class _Resource(Record):
    author: Named[int | None] = Column(Integer)
    at: Named[datetime] = Column(UtcTime)
    digest: Named[str] = Column(Text)
    tags: Named[str] = Column(Text)
    words: Named[str] = Column(FreeText)


resource = Table("resource", metadata, _Resource, Index(None, "meeting", "digest"))
"""What people share; `digest` is that of the link, so that none is added twice."""


class _ActionItem(Record):
    author: Named[int | None] = Column(Integer)
    owner: Named[int | None] = Column(Integer)
    due: Named[datetime | None] = Column(UtcTime)
    zone: Named[str] = Column(Text)
    whole_day: Named[bool] = Column(Flag)
    state: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcTime)
    settled: Named[datetime | None] = Column(UtcTime)
    reminded: Named[datetime | None] = Column(UtcTime)


action_item = Table("action_item", metadata, _ActionItem, Index(None, "meeting", "state"))
"""What somebody is to do, and by when."""


class _KeyDate(Record):
    author: Named[int | None] = Column(Integer)
    at: Named[datetime] = Column(UtcTime)
    zone: Named[str] = Column(Text)
    whole_day: Named[bool] = Column(Flag)
    repeats: Named[str] = Column(Text)
    register_by: Named[datetime | None] = Column(UtcTime)
    leads: Named[str] = Column(Text)
    looked: Named[datetime | None] = Column(UtcTime)
    told: Named[str] = Column(Text)
    uid: Named[str] = Column(Text)
    sequence: Named[int] = Column(Integer)
    dropped: Named[bool] = Column(Flag)
    since: Named[datetime] = Column(UtcTime)
    opens: Named[bool] = Column(Flag)


key_date = Table("key_date", metadata, _KeyDate)
"""Rounds, consultations, deadlines and calls."""


class _Going(Record):
    date: Named[int] = Column(Integer)
    person: Named[int] = Column(Integer)
    speaking: Named[bool] = Column(Flag)


going = Table("going", metadata, _Going, Index(None, "meeting", "date"))
"""Who takes part in which date."""


class _InviteCode(Record):
    digest: Named[str] = Column(Text, unique=True)
    by: Named[int | None] = Column(Integer)
    expires: Named[datetime] = Column(UtcTime)
    uses_left: Named[int] = Column(Integer)
    used: Named[int] = Column(Integer)
    withdrawn: Named[bool] = Column(Flag)


invite_code = Table("invite_code", metadata, _InviteCode)
"""The codes that let people into a group, none of which can be read out of it."""


class _Page(Record):
    kind: Named[str] = Column(Text)
    part: Named[int] = Column(Integer)
    platform: Named[str] = Column(Text)
    room: Named[str] = Column(Text)
    message: Named[str] = Column(Text)
    shown: Named[str] = Column(Text)


page = Table("page", metadata, _Page)
"""Messages of the bot's own in a channel that are kept up to date, part by part."""


class _Said(Record):
    person: Named[int] = Column(Integer)
    platform: Named[str] = Column(Text)
    where: Named[str] = Column(Text)
    alone: Named[bool] = Column(Flag)
    message: Named[str] = Column(Text)
    at: Named[datetime] = Column(UtcTime)
    asked: Named[bool] = Column(Flag)


said = Table("said", metadata, _Said, Index(None, "meeting", "person"), Index(None, "at"))
"""Messages of the bot's own that are about somebody, so that they can be taken back."""
