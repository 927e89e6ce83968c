"""How a name looks stands beside it: its like is found by an index, and not by reading all names."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, or_

from bot.domain.looks import looks
from storage.tables import person
from storage.types import kept

WAYS = ("shapes", "capitals", "words")
"""Whoever changes what bot.domain.looks sees adds a migration that fills these anew."""


def looks_of(name: str | None) -> dict[str, str | None]:
    """What stands in the columns beside a name."""
    return dict.fromkeys(WAYS) | (dict(looks(kept(name))) if name is not None else {})


def like(of: Mapping[str, ColumnElement[str]]) -> ColumnElement[bool]:
    """The condition on people of a meeting whose name a reader could take for one that looks so.

    The meeting stands beside each way, for only then SQLite goes by the index of each.
    """
    c = person.c
    return or_(*((c.meeting == of["meeting"]) & (c[way] == of[way]) for way in WAYS))
