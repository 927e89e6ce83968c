"""Impact notes and their reviews. All of one stands in its row: no neighbour tells when it came."""

from datetime import datetime

from sqlalchemy import Column, Index, Integer, Named, Table, Text

from storage.tables.base import metadata
from storage.tables.groups import Record
from storage.types import Flag, FreeText, UtcTime


class _Impact(Record):
    author: Named[int | None] = Column(Integer)
    at: Named[datetime] = Column(UtcTime)
    country: Named[str] = Column(Text)
    what: Named[str] = Column(FreeText)
    link: Named[str] = Column(FreeText)
    code: Named[str] = Column(Text, index=True)
    state: Named[str] = Column(Text)
    told: Named[bool] = Column(Flag)


impact = Table("impact", metadata, _Impact, sqlite_with_rowid=False)
"""What happens to people in a country; SQLite keeps no order of coming where rows have no ids of its own."""


class _ImpactReview(Record):
    impact: Named[int] = Column(Integer)
    person: Named[int] = Column(Integer)
    accepts: Named[bool] = Column(Flag)
    reason: Named[str] = Column(FreeText)
    at: Named[datetime] = Column(UtcTime)


impact_review = Table(
    "impact_review", metadata, _ImpactReview, Index(None, "meeting", "impact"), sqlite_with_rowid=False
)
"""What coordinators think of them."""
