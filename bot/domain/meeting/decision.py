"""What a decision changes: events for the log, and what stands beside the log because it is personal."""

from datetime import datetime

from msgspec import Struct

from bot.domain.group.rows import Row
from bot.domain.identity import Identity, Place
from bot.domain.meeting.events import Event


class AddProfile(Struct, frozen=True):
    """A new participant for the person table. `name` None is a guest; `identity` None is a walk-up."""

    person: int
    identity: Identity | None
    name: str | None
    chosen: bool = False
    """True if the person, and not the platform, gave the name."""
    language: str | None = None
    """The one that their platform tells of them; None if it tells none."""


class Arrive(Struct, frozen=True):
    """The same of whoever has just acted with that account, and where; None if that was a direct chat."""

    profile: AddProfile
    identity: Identity
    place: Place | None
    at: datetime


class ChooseLanguage(Struct, frozen=True):
    """The language in which a person reads the meeting's texts."""

    person: int
    language: str


class RenameProfile(Struct, frozen=True):
    """Another name for the person table; None for a guest."""

    person: int
    name: str | None


class StoreText(Struct, frozen=True):
    """A free text for the text table."""

    id: str
    person: int | None
    body: str


class ReviseText(Struct, frozen=True):
    """Another version for the text table; None where nothing is left of it."""

    id: str
    body: str | None


class MergeProfiles(Struct, frozen=True):
    """The accounts and texts of `gone` become those of `kept`, whose name stays."""

    kept: int
    gone: int


class Split(Struct, frozen=True):
    """The account leaves its person and becomes the participant `new`, a guest."""

    new: int
    identity: Identity


class AddAccount(Struct, frozen=True):
    """One more account of somebody, with what may be seen of it (see bot.ports.store.Account)."""

    person: int
    identity: Identity
    seen: frozenset[Place]
    stays: bool


class AccountStays(Struct, frozen=True):
    """One account, and no other of its person, is to be let into the coordination channel."""

    identity: Identity


class NoneStays(Struct, frozen=True):
    """None of the person's accounts is to be let into the coordination channel."""

    person: int


class Keep(Struct, frozen=True):
    """Something that a group works with, in place of what had its number."""

    row: Row


class Discard(Struct, frozen=True):
    """Something that a group works with no more."""

    row: Row


class Wake(Struct, frozen=True):
    """A moment at which something of a group is to be looked at; None if there is none any more."""

    what: Row
    at: datetime | None


class Forget(Struct, frozen=True):
    """Somebody is to be erased from a meeting or group, perhaps another one than this."""

    meeting: str
    person: int
    at: datetime


class Review(Struct, frozen=True):
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


class Change(Struct, frozen=True):
    """All that one decision changes, saved in one transaction."""

    events: tuple[Event, ...] = ()
    side_effects: tuple[SideEffect, ...] = ()

    def __add__(self, other: "Change") -> "Change":
        return Change(self.events + other.events, self.side_effects + other.side_effects)
