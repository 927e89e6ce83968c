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
    listed: int | None = None
    """Their place among the people of the programme, if they are one of them."""
    kind: Literal["admitted"] = "admitted"


@dataclass(frozen=True)
class Identified:
    """Somebody said where they belong; a value of None is "not stated"."""

    person: int
    values: Mapping[str, str | None]
    kind: Literal["identified"] = "identified"


@dataclass(frozen=True)
class Regrouped:
    """A moderator corrected where somebody belongs."""

    person: int
    values: Mapping[str, str | None]
    by: int
    kind: Literal["regrouped"] = "regrouped"


@dataclass(frozen=True)
class CodeIssued:
    """A code was given out that joins another account, or a walk-up, with this person."""

    person: int
    code: str
    by: int | None = None
    """The moderator who gave it out for somebody else; None if they asked for it themselves."""
    kind: Literal["code-issued"] = "code-issued"


@dataclass(frozen=True)
class LinkAsked:
    """Somebody sent the code that `gone` got: if `gone` says yes, both are one."""

    kept: int
    gone: int
    kind: Literal["link-asked"] = "link-asked"


@dataclass(frozen=True)
class LinkDeclined:
    """Whoever got the code says that its sender is somebody else."""

    person: int
    kind: Literal["link-declined"] = "link-declined"


@dataclass(frozen=True)
class Unlinked:
    """An account left its person and is a participant of its own: what was theirs together stays behind."""

    person: int
    new: int
    badge: int
    kind: Literal["unlinked"] = "unlinked"


@dataclass(frozen=True)
class Linked:
    """Two participants turned out to be one person: `gone` is part of `kept` from now on."""

    kept: int
    gone: int
    kind: Literal["linked"] = "linked"


@dataclass(frozen=True)
class Named:
    """Somebody changed the name shown (which stands in the person table alone)."""

    person: int
    kind: Literal["named"] = "named"


ParticipantEvent = (
    Admitted | Identified | Regrouped | CodeIssued | LinkAsked | LinkDeclined | Linked | Unlinked | Named
)
