"""What a decision changes: facts for the log, and what stands beside the log because it is personal."""

from dataclasses import dataclass

from bot.domain.meeting.facts import Fact


@dataclass(frozen=True)
class Renaming:
    """A name for the person table; None for a guest."""

    person: int
    name: str | None
    chosen: bool


@dataclass(frozen=True)
class Writing:
    """A free text for the text table."""

    id: str
    person: int | None
    body: str


@dataclass(frozen=True)
class Change:
    """All that one decision changes, saved in one transaction."""

    facts: tuple[Fact, ...] = ()
    renamings: tuple[Renaming, ...] = ()
    writings: tuple[Writing, ...] = ()
