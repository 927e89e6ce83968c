"""One transaction, with all that it can read and write, and the database that runs it."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from msgspec import Struct, field

from bot.ports.store.boards import Boards
from bot.ports.store.erasing import Erasing
from bot.ports.store.log import Causes, Log
from bot.ports.store.outages import Outages
from bot.ports.store.outbox import Outbox
from bot.ports.store.people import People
from bot.ports.store.planned import Planned
from bot.ports.store.records import AllRecords
from bot.ports.store.setup import Setup
from bot.ports.store.timers import Timers

T = TypeVar("T")


class Unavailable(Exception):
    """The database cannot be used just now, and why. Nothing was saved; try again."""


class Commit(Struct, eq=False, weakref=True):
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
        """The events of the meetings."""
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
    def erasing(self) -> Erasing:
        """What is known of somebody, and how it goes."""
        ...

    @property
    def boards(self) -> Boards:
        """Where the boards hang."""
        ...

    @property
    def outages(self) -> Outages:
        """Which platforms and rooms cannot be served."""
        ...

    @property
    def planned(self) -> Planned:
        """The meetings that were set up in a chat."""
        ...

    @property
    def records(self) -> AllRecords:
        """What groups work with."""
        ...

    @property
    def setup(self) -> Setup:
        """Who may set one up, and how far they are."""
        ...


class Store(Protocol):
    """The database."""

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """Run the function in a transaction of its own and commit; on any exception nothing is changed."""
        ...

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Run a function that only reads."""
        ...
