"""Meetings that are set up in a chat."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer, Named, Table, Text, TypedColumns

from storage.tables.base import metadata
from storage.types import FreeText, JsonText, UtcTime


class _Planned(TypedColumns):
    meeting: Named[str] = Column(Text, ForeignKey("meeting.id"), primary_key=True)
    body: Named[str] = Column(FreeText)
    at: Named[datetime] = Column(UtcTime)


planned = Table("planned", metadata, _Planned)
"""The meetings that were set up in a chat, each as the meeting file that it could have been."""


class _SetupCode(TypedColumns):
    digest = Column(Text, primary_key=True)
    expires: Named[datetime] = Column(UtcTime)
    used: Named[datetime | None] = Column(UtcTime)


setup_code = Table("setup_code", metadata, _SetupCode)
"""The codes that let somebody set up a meeting, none of which can be read out of it."""


class _Draft(TypedColumns):
    platform: Named[str] = Column(Text, primary_key=True)
    native_id: Named[str] = Column(Text, primary_key=True)
    room: Named[str] = Column(Text)
    server: Named[str] = Column(Text)
    answers = Column(JsonText, nullable=False)
    round: Named[int] = Column(Integer)
    expires: Named[datetime] = Column(UtcTime)


draft = Table("draft", metadata, _Draft)
"""What an account has answered so far that is setting up a meeting, and where; `round` counts its answers."""
