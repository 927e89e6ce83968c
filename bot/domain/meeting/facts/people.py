"""Who takes part and where they belong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Admitted:
    """Somebody takes part for the first time and gets their number."""

    person: int
    mode: str
    badge: int
    """Their number among the guests, or among the people of the hall ("Hall 7")."""
    kind: Literal["admitted"] = "admitted"


@dataclass(frozen=True)
class Identified:
    """Somebody said where they belong; a value of None is "not stated"."""

    person: int
    values: Mapping[str, str | None]
    kind: Literal["identified"] = "identified"


@dataclass(frozen=True)
class Named:
    """Somebody changed the name shown (which stands in the person table alone)."""

    person: int
    kind: Literal["named"] = "named"


PeopleFact = Admitted | Identified | Named
