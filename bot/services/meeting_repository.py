"""Each meeting's state, folded from its log and kept as far as it has been read."""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from threading import Lock
from weakref import WeakKeyDictionary

from msgspec import Struct, field

from bot.domain.identity import Place
from bot.domain.meeting.events import GroupFed, Opened, RecordedEvent
from bot.domain.meeting.fold import fold
from bot.domain.meeting.state import Meeting
from bot.domain.plan import Plan
from bot.ports.store import Commit, Transaction
from bot.services.log_redaction import STRANGE, redact
from bot.services.serializer import Serializer

log = logging.getLogger(__name__)


class UnknownMeeting(KeyError):
    """No file plans the meeting, and no log holds it."""


def _none(tx: Transaction, id: str) -> None:
    """No meeting stands in the database alone."""
    del tx, id


class UnreadableMeeting(Exception):
    """The meeting's log holds what this program cannot read."""


class Moment(Struct, frozen=True):
    """When a meeting is to be looked at again; None if it need not be."""

    at: datetime | None


class VersionedMeeting(Struct, frozen=True):
    """A meeting and the seq up to which it is folded."""

    version: int
    meeting: Meeting
    due: Moment | None = None
    """What stands in the database, where that is known."""
    moves: int | None = None
    """How often it has changed where a command finds its meeting, if this was such a change."""


def found_by(meeting: Meeting) -> tuple[Plan, str, tuple[Place, ...], tuple[str, ...]]:
    """All by which a command in a room finds its meeting."""
    return meeting.plan, meeting.status, meeting.channels, meeting.fed


class MeetingRepository(Struct):
    """Loads meetings. A meeting that has not been opened yet follows its file, or its text in the database.

    Transactions in several threads share it: an entry is replaced whole, and an old one is only read on from.
    What a transaction has seen is the others' only when it has been committed.
    """

    serializer: Serializer
    plans: Mapping[str, Plan]
    """Those known from the start."""
    planned: Callable[[Transaction, str], Plan | None] = _none
    """What the database plans under an id, perhaps since a moment ago."""
    _cached: dict[str, VersionedMeeting] = field(default_factory=dict)
    _left_out: set[str] = field(default_factory=set)
    _moves: int | None = None
    """Up to which of the moves each meeting is where it is remembered; None before all were looked at."""
    _updating: Lock = field(default_factory=Lock)
    _seen: "WeakKeyDictionary[Commit, dict[str, VersionedMeeting]]" = field(default_factory=WeakKeyDictionary)

    def load(self, tx: Transaction, id: str, head: int | None = None) -> VersionedMeeting:
        """As the log has it now, which is held until the transaction ends, up to the head if that is known.

        UnknownMeeting if there is none, UnreadableMeeting if its log is of no use.
        """
        return self._up_to(tx, id, tx.log.head(id) if head is None else head)

    def knows_of(self, tx: Transaction, id: str) -> bool:
        """Whether there is such a meeting or group."""
        try:
            self.load(tx, id)
        except (UnknownMeeting, UnreadableMeeting):
            return False
        return True

    def all(self, tx: Transaction) -> list[Meeting]:
        """Every meeting that is planned or that was opened once."""
        heads, found = tx.log.heads(), dict[str, Meeting]()
        for id in sorted({*self.plans, *heads.of}):
            try:
                found[id] = self._up_to(tx, id, heads.of.get(id, 0)).meeting
            except UnknownMeeting:
                continue
            except UnreadableMeeting as problem:
                self._leave_out(id, problem)
        tx.commit.then(partial(self._all_read, heads.moves, found.keys()))
        return list(found.values())

    def _all_read(self, moves: int, found: Collection[str]) -> None:
        """What is there no more is forgotten, unless a later look was done earlier."""
        with self._updating:
            if moves >= (self._moves or 0):
                self._moves = moves
                for id in self._cached.keys() - found:
                    del self._cached[id]

    def remembered(self) -> list[Meeting] | None:
        """Every meeting where it was to be found, without a look into the database; None if one is needed."""
        known = dict(self._cached)
        return None if self._moves is None else [known[id].meeting for id in sorted(known)]

    def knows(self, moves: int) -> bool:
        """Whether each meeting is to be found where it is remembered, after so many moves."""
        return self._moves is not None and moves <= self._moves

    def _leave_out(self, id: str, problem: Exception) -> None:
        """One log that cannot be read must not stop the other meetings."""
        if id not in self._left_out:
            self._left_out.add(id)
            log.error("%s is left out: its log cannot be read", id, exc_info=problem)

    def cached(self) -> list[Meeting]:
        """Those that have been read, as they were then: for where the database cannot be asked."""
        return [loaded.meeting for loaded in list(self._cached.values())]

    def keep(self, tx: Transaction, id: str, loaded: VersionedMeeting) -> None:
        """The meeting as this transaction leaves it, so that it need not be read again."""
        seen = self._seen.get(tx.commit)
        if seen is None:
            seen = self._seen[tx.commit] = {}
            tx.commit.then(partial(self._remember, seen))
        seen[id] = loaded
        if loaded.moves is not None:
            tx.commit.then(partial(self._moved, loaded.moves))

    def _moved(self, moves: int) -> None:
        """By a change of this process's own, which is remembered; if there was none between, it knows all."""
        with self._updating:
            if self._moves == moves - 1:
                self._moves = moves

    def _remember(self, seen: Mapping[str, VersionedMeeting]) -> None:
        """Unless another transaction that saw more was done earlier."""
        with self._updating:
            for id, loaded in seen.items():
                known = self._cached.get(id)
                if known is None or known.version <= loaded.version:
                    self._cached[id] = loaded

    def _up_to(self, tx: Transaction, id: str, version: int) -> VersionedMeeting:
        known = self._seen.get(tx.commit, {}).get(id) or self._cached.get(id)
        if known is not None and known.version >= version:
            return known
        try:
            loaded = self._read_on(tx, id, known)
        except UnknownMeeting:
            raise
        except STRANGE as problem:
            raise UnreadableMeeting(id) from redact(problem)
        self.keep(tx, id, loaded)
        return loaded

    def _read_on(self, tx: Transaction, id: str, known: VersionedMeeting | None) -> VersionedMeeting:
        begin = known.version if known else 0
        events = [self.serializer.event(row) for row in tx.log.after(id, begin)]
        meeting = known.meeting if known else Meeting(self._first_plan(tx, id, events))
        return VersionedMeeting(begin + len(events), fold(meeting, events))

    def _first_plan(self, tx: Transaction, id: str, events: Sequence[RecordedEvent]) -> Plan:
        """The plan of the file, or, where that has gone, the one that was frozen when the meeting opened."""
        if id in self.plans:
            return self.plans[id]
        opened = next((each.event for each in events if isinstance(each.event, Opened | GroupFed)), None)
        plan = opened.plan if opened else self.planned(tx, id)
        if plan is None:
            raise UnknownMeeting(id)
        return plan
