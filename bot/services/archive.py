"""Each meeting's state, folded from its log and kept as far as it has been read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.meeting.facts import Opened
from bot.domain.meeting.fold import fold
from bot.domain.meeting.state import Meeting
from bot.domain.plan import Plan
from bot.ports.store import Transaction
from bot.services.codec import Codec


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
    """

    codec: Codec
    plans: Mapping[str, Plan]
    _kept: dict[str, Loaded] = field(default_factory=dict)

    def load(self, tx: Transaction, id: str) -> Loaded:
        """The meeting as the log has it now, its log held until the transaction ends; UnknownMeeting if none.

        To be called before the transaction adds facts of its own: what is kept must have been committed.
        """
        return self._up_to(tx, id, tx.log.head(id))

    def all(self, tx: Transaction) -> list[Meeting]:
        """Every meeting that a file plans or that was opened once."""
        heads = tx.log.heads()
        known = [id for id in heads if id in self.plans or id in self._kept or self._opened(tx, id)]
        ids = sorted({*self.plans, *known})
        return [self._up_to(tx, id, heads.get(id, 0)).meeting for id in ids]

    def _up_to(self, tx: Transaction, id: str, head: int) -> Loaded:
        kept = self._kept.get(id)
        if kept is None:
            kept = self._kept[id] = Loaded(0, Meeting(self._first_plan(tx, id)))
        if kept.head < head:
            facts = [self.codec.fact(row) for row in tx.log.after(id, kept.head)]
            kept = Loaded(kept.head + len(facts), fold(kept.meeting, facts))
            self._kept[id] = kept
        return kept

    def _first_plan(self, tx: Transaction, id: str) -> Plan:
        """The plan of the file, or, where that has gone, the one that was frozen when the meeting opened."""
        if id in self.plans:
            return self.plans[id]
        opened = self._opened(tx, id)
        if opened is None:
            raise UnknownMeeting(id)
        return opened.plan

    def _opened(self, tx: Transaction, id: str) -> Opened | None:
        facts = (self.codec.fact(row).fact for row in tx.log.after(id, 0))
        return next((fact for fact in facts if isinstance(fact, Opened)), None)
