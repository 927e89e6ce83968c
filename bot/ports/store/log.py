"""The events of the meetings, and the commands that were dealt with."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

Json = dict[str, object]


class EventRow(Struct, frozen=True):
    """One event of a meeting's log as it is stored."""

    seq: int
    at: datetime
    kind: str
    data: Json
    cause: str


class Heads(Struct, frozen=True):
    """What all logs hold by now, seen at one moment."""

    of: Mapping[str, int]
    """The last seq of every meeting in the log, 0 of those that are only planned in the database."""
    moves: int
    """How often it has changed where a command finds its meeting."""


class Log(Protocol):
    """The events of each meeting, in order; nothing in it is ever changed."""

    def head(self, meeting: str) -> int:
        """The last seq of the meeting, 0 if it has none; others wait until this transaction ends."""
        ...

    def after(self, meeting: str, seq: int) -> Sequence[EventRow]:
        """The events behind a seq, in order."""
        ...

    def append(self, meeting: str, rows: Sequence[EventRow]) -> None:
        """Add events; ValueError if their seqs do not follow the head."""
        ...

    def heads(self) -> Heads:
        """How far each log goes; others that ask in order to write wait meanwhile."""
        ...

    def moved(self) -> int:
        """Count that a command may find another meeting from now on, so that all who find them look again.

        Returns how often it has changed with this; nobody else counts until the transaction ends.

        Whoever plans a meeting in the database, or brings one in, need not: it is counted with that.
        """
        ...


class Begun(Struct, frozen=True):
    """What a command that was not dealt with before finds."""

    head: int
    """The last seq of its meeting, which stays so until the transaction ends."""
    moves: int
    """How often it has changed where a command finds its meeting: who knows of as many finds it."""


class Causes(Protocol):
    """Which commands have been dealt with already."""

    def begin(self, cause: str, at: datetime, meeting: str) -> Begun | None:
        """Remember the cause, and hold the meeting's log; None if the cause was there already."""
        ...

    def first_time(self, cause: str, at: datetime) -> bool:
        """Remember the cause; False if it was there already."""
        ...

    def known(self, cause: str) -> bool:
        """Whether it was remembered."""
        ...

    def forget(self, before: datetime) -> None:
        """Forget those that came before that moment."""
        ...
