"""What a decision changes: events for the log, and what stands beside the log because it is personal."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.group.rows import Row
from bot.domain.identity import Identity, Place
from bot.domain.meeting.events import Event


@dataclass(frozen=True)
class AddProfile:
    """A new participant for the person table. `name` None is a guest; `identity` None is a walk-up."""

    person: int
    identity: Identity | None
    name: str | None
    chosen: bool = False
    """True if the person, and not the platform, gave the name."""
    language: str | None = None
    """The one that their platform tells of them; None if it tells none."""


@dataclass(frozen=True)
class Arrive:
    """The same of whoever has just acted with that account, and where; None if that was a direct chat."""

    profile: AddProfile
    identity: Identity
    place: Place | None
    at: datetime


@dataclass(frozen=True)
class ChooseLanguage:
    """The language in which a person reads the meeting's texts."""

    person: int
    language: str


@dataclass(frozen=True)
class RenameProfile:
    """Another name for the person table; None for a guest."""

    person: int
    name: str | None


@dataclass(frozen=True)
class StoreText:
    """A free text for the text table."""

    id: str
    person: int | None
    body: str


@dataclass(frozen=True)
class ReviseText:
    """Another version for the text table; None where nothing is left of it."""

    id: str
    body: str | None


@dataclass(frozen=True)
class MergeProfiles:
    """The accounts and texts of `gone` become those of `kept`, whose name stays."""

    kept: int
    gone: int


@dataclass(frozen=True)
class Split:
    """The account leaves its person and becomes the participant `new`, a guest."""

    new: int
    identity: Identity


@dataclass(frozen=True)
class AddAccount:
    """One more account of somebody, with what may be seen of it (see bot.ports.store.Account)."""

    person: int
    identity: Identity
    seen: frozenset[Place]
    stays: bool


@dataclass(frozen=True)
class AccountStays:
    """One account, and no other of its person, is to be let into the coordination channel."""

    identity: Identity


@dataclass(frozen=True)
class NoneStays:
    """None of the person's accounts is to be let into the coordination channel."""

    person: int


@dataclass(frozen=True)
class Keep:
    """Something that a group works with, in place of what had its number."""

    row: Row


@dataclass(frozen=True)
class Discard:
    """Something that a group works with no more."""

    row: Row


@dataclass(frozen=True)
class Wake:
    """A moment at which something of a group is to be looked at; None if there is none any more."""

    what: Row
    at: datetime | None


@dataclass(frozen=True)
class Forget:
    """Somebody is to be erased from a meeting or group, perhaps another one than this."""

    meeting: str
    person: int
    at: datetime


@dataclass(frozen=True)
class Review:
    """When it is to be looked at for how long the group is kept."""

    at: datetime


OfGroup = Keep | Discard | Wake | Forget | Review
OfAccount = AddAccount | AccountStays | NoneStays | Split
SideEffect = (
    OfGroup
    | OfAccount
    | AddProfile
    | Arrive
    | RenameProfile
    | StoreText
    | ReviseText
    | MergeProfiles
    | ChooseLanguage
)


@dataclass(frozen=True)
class Change:
    """All that one decision changes, saved in one transaction."""

    events: tuple[Event, ...] = ()
    side_effects: tuple[SideEffect, ...] = ()

    def __add__(self, other: "Change") -> "Change":
        return Change(self.events + other.events, self.side_effects + other.side_effects)
