"""What waits, as far as this process knows it: a lane for each destination, in order and without gaps."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from msgspec import Struct, field

from bot.ports.store import Added, Pending


class Lane(Struct):
    """One destination's rows. Where it is not complete, more may stand in the outbox behind them."""

    rows: list[Pending]
    complete: bool
    busy: bool = False
    """True while the first of them is being delivered."""
    doubted: bool = False
    """True where others may have written what this process has not seen."""


class Lanes(Struct):
    """All lanes of a platform; one that is empty is gone.

    What does not go out at once is believed of the outbox alone, for it may be taken back meanwhile.
    """

    missing: bool = True
    """Whether the outbox may hold rows that are not here."""
    _lanes: dict[str, Lane] = field(default_factory=dict)
    _touched: set[str] = field(default_factory=set)
    """The destinations of which a look that has begun may tell what is past."""
    doubts: bool = False
    """Whether one more look is needed soon, since something that was doubted has ended."""
    _news: bool = False

    def look_begins(self, *, news: bool) -> Collection[str]:
        """From here on it counts what becomes of a destination; returns those that need not be read.

        With `news` there are rows that nobody hands over: wherever something goes on meanwhile, the outbox
        is looked into once more when that has ended.
        """
        self.missing, self.doubts, self._news = False, False, news
        self._touched = {destination for destination, lane in self._lanes.items() if lane.busy}
        return frozenset(self._touched)

    def found(self, heads: Iterable[Pending]) -> None:
        """The first unsent row of each destination, as a look into the outbox saw them."""
        self._lanes = {where: lane for where, lane in self._lanes.items() if where in self._touched}
        for head in heads:
            if head.delivery.destination not in self._touched:
                self._lanes[head.delivery.destination] = Lane([head], complete=False)
        if self._news:
            for destination in self._touched:
                self._doubt(destination)

    def _doubt(self, destination: str) -> None:
        lane = self._lanes.get(destination)
        if lane is not None and lane.busy:
            lane.doubted = True
        else:
            self.missing = True
            self._lanes.pop(destination, None)

    def handed(self, added: Added) -> None:
        """A row that was just committed; it must not overtake one that this process does not know."""
        destination = added.pending.delivery.destination
        self._touched.add(destination)
        lane = self._lanes.get(destination)
        if lane is None and added.behind is None:
            self._lanes[destination] = Lane([added.pending], complete=True)
        elif lane is None:
            self.missing = True
        elif added.behind in (None, lane.rows[-1].id):
            lane.rows.append(added.pending)
            lane.complete = True
        else:
            lane.complete = False  # Its turn comes after those that are known: only then it is looked for.

    def due(self, now: datetime) -> Iterator[Pending]:
        """The first of each lane that may be delivered now."""
        for lane in self._lanes.values():
            head = lane.rows[0]
            if not lane.busy and (head.not_before is None or head.not_before <= now):
                yield head

    def behind(self, head: Pending) -> Pending | None:
        """What is known to stand right behind the first of a lane."""
        return next(iter(self._lanes[head.delivery.destination].rows[1:]), None)

    def earliest(self, now: datetime) -> datetime | None:
        """The moment at which the next one that waits for one may be tried."""
        moments = [lane.rows[0].not_before for lane in self._lanes.values() if not lane.busy]
        return min((moment for moment in moments if moment is not None and moment > now), default=None)

    @property
    def busy(self) -> bool:
        """Whether anything is being delivered."""
        return any(lane.busy for lane in self._lanes.values())

    def begins(self, pending: Pending) -> None:
        """It is being delivered."""
        self._touched.add(pending.delivery.destination)
        self._lanes[pending.delivery.destination].busy = True

    def settled(self, pending: Pending, upto: int) -> None:
        """It is off the outbox, and with it those of its kind that it overtook."""
        lane, kind = self._lanes[pending.delivery.destination], pending.delivery.action
        lane.rows = [row for row in lane.rows if row.id > upto or row.delivery.action != kind]

    def ends(self, pending: Pending) -> None:
        """Nothing is being delivered to its destination any more."""
        destination = pending.delivery.destination
        lane = self._lanes[destination]
        lane.busy = False
        self._touched.add(destination)
        unsettled = bool(lane.rows) and lane.rows[0].id == pending.id
        if unsettled or lane.doubted or not lane.rows:
            self.missing |= unsettled or not lane.complete
            del self._lanes[destination]
        if lane.doubted:
            # In a rush one look is enough for them all.
            self.doubts = True
            self.missing |= not any(other.doubted for other in self._lanes.values())
