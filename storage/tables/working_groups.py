"""The groups within a group, and the calls that groups hold."""

from datetime import datetime

from sqlalchemy import Column, Integer, Named, Table

from storage.tables.base import metadata
from storage.tables.groups import Record
from storage.types import Flag, UtcTime


class _WorkingGroup(Record):
    author: Named[int | None] = Column(Integer)
    at: Named[datetime] = Column(UtcTime)
    closing: Named[bool] = Column(Flag)
    closed: Named[datetime | None] = Column(UtcTime)


working_group = Table("working_group", metadata, _WorkingGroup)
"""Those of a group; each has an id of its own, made from the group's and its number."""


class _Call(Record):
    date: Named[int] = Column(Integer)
    at: Named[datetime] = Column(UtcTime)


call = Table("call", metadata, _Call)
"""The calls of a group; each is a meeting, whose id is made from the group's and its number."""
