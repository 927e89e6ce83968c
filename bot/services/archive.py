"""Each meeting's state, folded from its log and kept as far as it has been read."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from weakref import WeakKeyDictionary

from bot.domain.meeting.facts import Opened, Recorded
from bot.domain.meeting.fold import fold
from bot.domain.meeting.state import Meeting
from bot.domain.plan import Plan
from bot.ports.store import Commit, Transaction
from bot.services.codec import Codec
from bot.services.mishap import wordless

log = logging.getLogger(__name__)


class UnknownMeeting(KeyError):
    """No file plans the meeting, and no log holds it."""


@dataclass(frozen=True)
class Loaded:
    """A meeting and the seq up to which it is folded."""

    head: int
    meeting: Meeting


@dataclass
class Archive:
    """Loads meetings. A meeting that has not been opened yet follows its file.

    Transactions in several threads share it: an entry is replaced whole, and an old one is only read on from.
    What a transaction has seen is the others' only when it has been committed.
    """

    codec: Codec
    plans: Mapping[str, Plan]
    _kept: dict[str, Loaded] = field(default_factory=dict)
    _left_out: set[str] = field(default_factory=set)
    _seen: "WeakKeyDictionary[Commit, dict[str, Loaded]]" = field(default_factory=WeakKeyDictionary)

    def load(self, tx: Transaction, id: str) -> Loaded:
        """As the log has it now, which is held until the transaction ends; UnknownMeeting if none is."""
        return self._up_to(tx, id, tx.log.head(id))

    def all(self, tx: Transaction) -> list[Meeting]:
        """Every meeting that a file plans or that was opened once."""
        heads, found = tx.log.heads(), []
        for id in sorted({*self.plans, *heads}):
            try:
                found.append(self._up_to(tx, id, heads.get(id, 0)).meeting)
            except UnknownMeeting:
                continue
            except (ValueError, LookupError) as problem:
                self._leave_out(id, problem)
        return found

    def _leave_out(self, id: str, problem: Exception) -> None:
        """One log that cannot be read must not stop the other meetings."""
        if id not in self._left_out:
            self._left_out.add(id)
            log.error("the log of %s cannot be read, it is left out", id, exc_info=wordless(problem))

    def remembered(self) -> list[Meeting]:
        """Those that have been read, as they were then: for where the database cannot be asked."""
        return [loaded.meeting for loaded in list(self._kept.values())]

    def keep(self, tx: Transaction, id: str, loaded: Loaded) -> None:
        """The meeting as this transaction leaves it, so that it need not be read again."""
        seen = self._seen.get(tx.commit)
        if seen is None:
            seen = self._seen[tx.commit] = {}
            tx.commit.then(partial(self._kept.update, seen))
        seen[id] = loaded

    def _up_to(self, tx: Transaction, id: str, head: int) -> Loaded:
        known = self._seen.get(tx.commit, {}).get(id) or self._kept.get(id)
        if known is not None and known.head >= head:
            return known
        begin = known.head if known else 0
        facts = [self.codec.fact(row) for row in tx.log.after(id, begin)]
        meeting = known.meeting if known else Meeting(self._first_plan(id, facts))
        loaded = Loaded(begin + len(facts), fold(meeting, facts))
        self.keep(tx, id, loaded)
        return loaded

    def _first_plan(self, id: str, facts: Sequence[Recorded]) -> Plan:
        """The plan of the file, or, where that has gone, the one that was frozen when the meeting opened."""
        if id in self.plans:
            return self.plans[id]
        opened = next((each.fact for each in facts if isinstance(each.fact, Opened)), None)
        if opened is None:
            raise UnknownMeeting(id)
        return opened.plan
