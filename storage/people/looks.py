"""How a name looks stands beside it: its like is found by an index, and not by reading all names."""

from sqlalchemy import bindparam, or_

from bot.domain.looks import looks
from storage.tables import person
from storage.types import kept

WAYS = ("shapes", "capitals", "words")
"""Whoever changes what bot.domain.looks sees adds a migration that fills these anew."""


def looks_of(name: str | None) -> dict[str, str | None]:
    """What stands in the columns beside a name."""
    return dict.fromkeys(WAYS) | (dict(looks(kept(name))) if name is not None else {})


LIKE = or_(*(person.c[way] == bindparam(way) for way in WAYS))
"""The condition on a person whose name a reader could take for another, which `looks_of` describes."""
