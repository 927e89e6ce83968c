"""What must be kept, as one small Protocol per concern; all of them act inside one transaction.

A transaction is one plain function of a Transaction, run whole or not at all. It waits for nothing else.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from bot.domain.identity import Identity, Place

T = TypeVar("T")
Json = dict[str, object]


class Unavailable(Exception):
    """The database cannot be used just now, and why. Nothing was saved; try again."""


@dataclass(frozen=True)
class FactRow:
    """One fact of a meeting's log as it is stored."""

    seq: int
    at: datetime
    kind: str
    data: Json
    cause: str


class Log(Protocol):
    """The facts of each meeting, in order; nothing in it is ever changed."""

    def head(self, meeting: str) -> int:
        """The last seq of the meeting, 0 if it has none; others wait until this transaction ends."""
        ...

    def after(self, meeting: str, seq: int) -> Sequence[FactRow]:
        """The facts behind a seq, in order."""
        ...

    def append(self, meeting: str, rows: Sequence[FactRow]) -> None:
        """Add facts; ValueError if their seqs do not follow the head."""
        ...

    def heads(self) -> Mapping[str, int]:
        """The last seq of every meeting that has a fact; others that ask in order to write wait meanwhile."""
        ...


class Causes(Protocol):
    """Which commands have been dealt with already."""

    def first_time(self, cause: str, at: datetime) -> bool:
        """Remember the cause; False if it was there already."""
        ...

    def forget(self, before: datetime) -> None:
        """Forget those that came before that moment."""
        ...


@dataclass(frozen=True)
class Delivery:
    """Something to be sent: what (action and payload), to which destination, until when it makes sense."""

    key: str
    destination: str
    """Begins with its platform ("discord:123"); deliveries to one go out in order, one at a time."""
    meeting: str
    action: str
    payload: Json
    created: datetime
    expires: datetime | None = None


@dataclass(frozen=True)
class Pending:
    """A delivery that is still to be made."""

    id: int
    delivery: Delivery
    attempts: int
    not_before: datetime | None


class Outbox(Protocol):
    """What must be sent, until it has been."""

    def add(self, deliveries: Sequence[Delivery]) -> None:
        """Add rows; one whose key stands there already is left as it is."""
        ...

    def heads(self, platform: str | None = None) -> Sequence[Pending]:
        """The oldest row that is still to be sent, of each destination (of one platform)."""
        ...

    def superseded(self, id: int) -> bool:
        """Whether a later row of the same action to the same destination is still to be sent."""
        ...

    def done(self, id: int, at: datetime) -> bool:
        """The row was sent; False if it was settled before."""
        ...

    def later(self, id: int, not_before: datetime) -> None:
        """The row was tried in vain, and is to be tried again at that moment."""
        ...

    def drop(self, id: int, reason: Literal["expired", "undeliverable"], at: datetime) -> None:
        """The row will not be sent: its reason has passed, or the platform will never take it."""
        ...

    def forget(self, before: datetime) -> bool:
        """Delete rows settled before that moment, with their texts; True if there may be more of them."""
        ...


@dataclass(frozen=True)
class Due:
    """A moment at which something is to be looked at."""

    owner: str
    """The kind of thing it belongs to ("meeting", later "follow-up")."""
    id: str
    at: datetime


class Timers(Protocol):
    """The next due moment of each thing that has one."""

    def set(self, owner: str, id: str, at: datetime | None) -> None:
        """Replace the moment; None takes it away."""
        ...

    def next(self) -> Due | None:
        """The earliest."""
        ...


NameKind = Literal["platform", "chosen", "guest"]


@dataclass(frozen=True)
class Profile:
    """The personal part of a participant: the only place where a name stands."""

    person: int
    name: str | None
    """None for a guest or a walk-up without a name: they go by their number."""
    kind: NameKind
    language: str | None = None


@dataclass(frozen=True)
class Account:
    """An identity as a meeting knows it."""

    identity: Identity
    person: int


class People(Protocol):
    """Names and accounts of each meeting's participants, erasable; the log holds numbers alone."""

    def add(self, meeting: str, profile: Profile, identity: Identity | None) -> None:
        """A new participant."""
        ...

    def rename(self, meeting: str, person: int, name: str | None, kind: NameKind) -> None:
        """What others see from now on."""
        ...

    def merge(self, meeting: str, kept: int, gone: int) -> None:
        """Two participants are one: accounts and texts of `gone` are `kept`'s, its profile goes."""
        ...

    def person(self, meeting: str, identity: Identity) -> int | None:
        """Whose account it is."""
        ...

    def profiles(self, meeting: str) -> Mapping[int, Profile]:
        """All participants of a meeting."""
        ...

    def accounts(self, meeting: str) -> Sequence[Account]:
        """All accounts of a meeting's participants."""
        ...

    def use(self, identity: Identity, meeting: str, at: datetime) -> None:
        """The account's direct chat is about this meeting from now on."""
        ...

    def used(self, identity: Identity) -> str | None:
        """The meeting that the account last used, in any room or chat."""
        ...

    def keep_text(self, meeting: str, id: str, person: int | None, body: str) -> None:
        """Keep a free text, erasable with its writer."""
        ...

    def texts(self, meeting: str, ids: Sequence[str]) -> Mapping[str, str]:
        """Free texts by id; an erased one is absent."""
        ...


@dataclass(frozen=True)
class Posted:
    """A message of the bot's own that it edits in place."""

    place: Place
    message: str
    since: int
    """How many posts of the bot's own came behind it."""


class Boards(Protocol):
    """Where each room's live board hangs."""

    def get(self, meeting: str, place: Place) -> Posted | None:
        """The board of the room, if it has been posted."""
        ...

    def set(self, meeting: str, place: Place, message: str) -> None:
        """A new board hangs there, nothing behind it."""
        ...

    def buried(self, meeting: str, place: Place) -> None:
        """One more post came behind the board, if there is one."""
        ...


class Cursors(Protocol):
    """How far each platform connection has read (a Matrix sync token)."""

    def get(self, name: str) -> str | None:
        """The last value."""
        ...

    def set(self, name: str, value: str) -> None:
        """Replace it."""
        ...


@dataclass(eq=False)
class Commit:
    """The end of a transaction; several pieces of work may share one."""

    _then: list[Callable[[], None]] = field(default_factory=list)

    def then(self, do: Callable[[], None]) -> None:
        """Do it when what was written is on the disk; it may be left out, so only what one can do without."""
        self._then.append(do)

    def happened(self) -> None:
        """For the store to say."""
        for do in self._then:
            do()


class Transaction(Protocol):
    """Everything that one transaction can read and write."""

    @property
    def commit(self) -> Commit:
        """Its end, the same for what sees each other's changes before they are kept."""
        ...

    @property
    def log(self) -> Log:
        """The facts of the meetings."""
        ...

    @property
    def causes(self) -> Causes:
        """The commands dealt with."""
        ...

    @property
    def outbox(self) -> Outbox:
        """What is to be sent."""
        ...

    @property
    def timers(self) -> Timers:
        """What is due when."""
        ...

    @property
    def people(self) -> People:
        """Names, accounts, free texts."""
        ...

    @property
    def boards(self) -> Boards:
        """Where the boards hang."""
        ...

    @property
    def cursors(self) -> Cursors:
        """How far the platforms have been read."""
        ...


class Store(Protocol):
    """The database."""

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """Run the function in a transaction of its own and commit; on any exception nothing is changed."""
        ...

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Run a function that only reads."""
        ...
