"""Names, accounts and texts of people: all that is personal."""

from collections.abc import Collection, Mapping, Sequence, Set
from datetime import datetime
from typing import Literal, Protocol

from msgspec import Struct

from bot.domain.identity import Identity, Place

NameKind = Literal["platform", "chosen", "guest"]


class Profile(Struct, frozen=True):
    """The personal part of a participant: the only place where a name stands."""

    person: int
    name: str | None
    """None for a guest or a walk-up without a name: they go by their number."""
    kind: NameKind
    language: str | None = None


class Account(Struct, frozen=True):
    """An identity as a meeting knows it. What may be seen of it belongs to it, and not to its person."""

    identity: Identity
    person: int
    seen: frozenset[Place] = frozenset()
    """The rooms in which it acted, where others could see it."""
    stays: bool = False
    """True if it asked to go on after the meeting."""
    language: str | None = None
    """What its person reads in, if that is known."""
    used: datetime | None = None
    """Since when its direct chat is about this meeting; None if it is about another one, or none."""


class Arrival(Struct, frozen=True):
    """With which account a newcomer acted when, and in which room; None if that was a direct chat."""

    identity: Identity
    place: Place | None
    at: datetime


class Written(Struct, frozen=True):
    """Whose text it is, and in which meeting; nobody's if its writer was erased."""

    meeting: str
    person: int | None


class People(Protocol):
    """Names and accounts of each meeting's participants, erasable; the log holds numbers alone."""

    def add(self, meeting: str, profile: Profile, identity: Identity | None) -> None:
        """A new participant."""
        ...

    def arrive(self, meeting: str, profile: Profile, arrival: Arrival) -> Collection[int]:
        """A new participant with the account that they came with, seen there, its direct chat about this.

        Returns the other participants whose name a reader could take for theirs.
        """
        ...

    def add_account(self, meeting: str, account: Account) -> None:
        """One more account of a participant, as it is known; one that is there already stays whose it is."""
        ...

    def rename(self, meeting: str, person: int, name: str | None, kind: NameKind) -> None:
        """What others see from now on."""
        ...

    def choose_language(self, meeting: str, person: int, language: str) -> None:
        """What they read in from now on."""
        ...

    def merge(self, meeting: str, kept: int, gone: int) -> None:
        """Two participants are one: accounts and texts of `gone` are `kept`'s, its profile goes."""
        ...

    def split(self, meeting: str, identity: Identity, profile: Profile) -> None:
        """The account leaves its person, and is a new participant's."""
        ...

    def person(self, meeting: str, identity: Identity) -> int | None:
        """Whose account it is."""
        ...

    def account(self, meeting: str, identity: Identity, ahead: Collection[int] = ()) -> Account | None:
        """What the meeting knows of it; None if it takes no part.

        The accounts of people who will probably be asked for can be read with it, which costs nothing then.
        """
        ...

    def see(self, meeting: str, identity: Identity, place: Place) -> None:
        """The account acted in a room, where others could see it."""
        ...

    def stay(self, meeting: str, identity: Identity) -> None:
        """The account asked to go on after the meeting."""
        ...

    def unstay(self, meeting: str, person: int) -> None:
        """No account of the person goes on."""
        ...

    def profiles(self, meeting: str, people: Collection[int] | None = None) -> Mapping[int, Profile]:
        """The participants of a meeting, or, so that a large one is not read for a few names, these."""
        ...

    def alike(self, meeting: str, name: str) -> Sequence[int]:
        """The participants whose name a reader could take for this one."""
        ...

    def accounts(self, meeting: str, people: Collection[int] | None = None) -> Sequence[Account]:
        """The accounts of a meeting's participants, or of these."""
        ...

    def use(self, identity: Identity, meeting: str, at: datetime) -> None:
        """The account's direct chat is about this meeting from now on."""
        ...

    def memberships(self, identity: Identity) -> Sequence[str]:
        """The groups that know the account."""
        ...

    def known(self) -> Set[Identity]:
        """Every account that has used a meeting."""
        ...

    def used(self, identity: Identity) -> str | None:
        """The meeting that the account last used, in any room or chat."""
        ...

    def keep_text(
        self, meeting: str, id: str, person: int | None, body: str, delivery: str | None = None
    ) -> None:
        """Keep a free text, erasable with its writer; with the key of a delivery that alone needs it."""
        ...

    def revise_text(self, meeting: str, id: str, body: str | None) -> None:
        """Keep another version of a text in place of it; with None, nothing."""
        ...

    def written(self, id: str) -> Written | None:
        """Where a text is kept and whose it is; texts are named after the messages that they stand in."""
        ...

    def writers(self, meeting: str, ids: Collection[str]) -> Set[int]:
        """Whose these texts are; those of nobody known are left out."""
        ...

    def texts_of(self, meeting: str, people: Collection[int]) -> Mapping[str, str]:
        """All that these people wrote, by id."""
        ...

    def texts(self, meeting: str, ids: Sequence[str]) -> Mapping[str, str]:
        """Free texts by id; an erased one is absent."""
        ...
