"""Whose invitation is answered next: each homeserver in turn, so that none of them keeps out the others."""

from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec import Struct, field

from adapters.matrix.inbound.sync_answer import Invitation
from bot.services.inbound.rate_limit import Buckets, RateDecision, RateLimit

IN_ALL = RateLimit(60, timedelta(seconds=0.2))
OF_ONE_HOMESERVER = RateLimit(30, timedelta(seconds=0.5))
OF_ONE_PERSON = 3
"""How many of somebody's invitations wait: the newest."""
OF_ONE_LINE = 1000
_MEETINGS = ""
"""The line of the meetings' rooms, which goes first and is under no limit."""


class InvitationQueue(Struct):
    """A line for each homeserver; in each, one after the other, so that a slow one holds up itself alone."""

    of_a_meeting: Callable[[Invitation], bool]
    _lines: "OrderedDict[str, deque[Invitation]]" = field(default_factory=OrderedDict)
    _busy: set[str] = field(default_factory=set)
    _all: Buckets = field(default_factory=lambda: Buckets(IN_ALL))
    _each: Buckets = field(default_factory=lambda: Buckets(OF_ONE_HOMESERVER))

    def put(self, invited: Invitation) -> None:
        """One more waits; of somebody who has sent many, the oldest is left unanswered."""
        line = self._lines.setdefault(self._line(invited), deque())
        line.append(invited)
        theirs = [each for each in line if each.by == invited.by]
        if len(theirs) > OF_ONE_PERSON and not self.of_a_meeting(invited):
            line.remove(theirs[0])
        if len(line) > OF_ONE_LINE:
            line.popleft()

    def take(self, now: datetime) -> tuple[str, Invitation] | None:
        """The next one that may be answered now, with its line, which rests until `done`."""
        for name in [_MEETINGS, *self._lines]:
            if self._lines.get(name) and name not in self._busy and self._may(name, now):
                self._lines.move_to_end(name)
                self._busy.add(name)
                return name, self._lines[name].popleft()
        return None

    def done(self, name: str) -> None:
        """What was taken from that line has been answered, or was put back."""
        self._busy.discard(name)
        if not self._lines.get(name):
            self._lines.pop(name, None)

    @property
    def waits(self) -> bool:
        """Whether somebody waits who is kept back by a limit alone."""
        return any(line and name not in self._busy for name, line in self._lines.items())

    def _may(self, name: str, now: datetime) -> bool:
        if name == _MEETINGS:
            return True
        if not (self._all.has_room(None, now) and self._each.has_room(name, now)):
            return False
        return {self._all.spend(None, now), self._each.spend(name, now)} == {RateDecision.GO}

    def _line(self, invited: Invitation) -> str:
        return _MEETINGS if self.of_a_meeting(invited) else invited.by.partition(":")[2] or "?"
