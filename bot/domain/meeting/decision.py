"""What a decision changes: facts for the log, and what stands beside the log because it is personal."""

from dataclasses import dataclass

from bot.domain.identity import Identity
from bot.domain.meeting.facts import Fact


@dataclass(frozen=True)
class Enrolment:
    """A new participant for the person table. `name` None is a guest; `identity` None is a walk-up."""

    person: int
    identity: Identity | None
    name: str | None
    chosen: bool = False
    """True if the person, and not the platform, gave the name."""


@dataclass(frozen=True)
class Renaming:
    """Another name for the person table; None for a guest."""

    person: int
    name: str | None


@dataclass(frozen=True)
class Writing:
    """A free text for the text table."""

    id: str
    person: int | None
    body: str


@dataclass(frozen=True)
class Merger:
    """The accounts and texts of `gone` become those of `kept`, whose name stays."""

    kept: int
    gone: int


Beside = Enrolment | Renaming | Writing | Merger


@dataclass(frozen=True)
class Change:
    """All that one decision changes, saved in one transaction."""

    facts: tuple[Fact, ...] = ()
    beside: tuple[Beside, ...] = ()

    def __add__(self, other: "Change") -> "Change":
        return Change(self.facts + other.facts, self.beside + other.beside)
