"""All who wait, found by person at once, and made anew without a look at each."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Final

from bot.domain.meeting.waiting.ticket import Waiting

_NUMBER: Final = attrgetter("ticket")
_IS_ASIDE: Final = attrgetter("aside")


class Line(tuple[Waiting, ...]):
    """Tickets by their number, the one that came first in front.

    What is asked at every command is kept up with each change: hundreds may wait.
    """

    ready: tuple[Waiting, ...]
    """Those that are there and let nobody pass."""
    resting: tuple[Waiting, ...]
    """All others: on hold, or letting others pass."""
    asides: tuple[Waiting, ...]
    """Those that come before the rule is asked, whether ready or resting."""
    by_person: Mapping[int, tuple[Waiting, ...]]

    def __new__(cls, tickets: Iterable[Waiting] = ()) -> "Line":
        """In their order, however they come."""
        line = super().__new__(cls, sorted(tickets, key=_NUMBER))
        line.ready = tuple(filter(_is_ready, line))
        line.resting = tuple(filter(_rests, line))
        line.asides = tuple(filter(_IS_ASIDE, line))
        by_person = dict[int, tuple[Waiting, ...]]()
        for each in line:
            by_person[each.person] = (*by_person.get(each.person, ()), each)
        line.by_person = by_person
        return line

    def of(self, person: int | None) -> tuple[Waiting, ...]:
        """All that somebody waits for, in the order of joining; nothing of who takes no part (None)."""
        return () if person is None else self.by_person.get(person, ())

    def numbered(self, ticket: int) -> Waiting:
        """The one with this number, which must be there."""
        return self[bisect_left(self, ticket, key=_NUMBER)]

    def exchanged(self, person: int, tickets: Iterable[Waiting]) -> "Line":
        """With these tickets of somebody in the place of all that they had."""
        gone, come = self.of(person), sorted(tickets, key=_NUMBER)
        line = tuple.__new__(Line, _spliced(self, gone, come))
        line.ready, line.resting, line.asides = (
            _spliced(kept, filter(kind, gone), filter(kind, come))
            for kept, kind in ((self.ready, _is_ready), (self.resting, _rests), (self.asides, _IS_ASIDE))
        )
        line.by_person = by_person = {**self.by_person, person: tuple(come)}
        if not come:
            del by_person[person]
        return line


def _is_ready(ticket: Waiting) -> bool:
    return not (ticket.held or ticket.passing)


def _rests(ticket: Waiting) -> bool:
    return ticket.held or ticket.passing


def _spliced(
    tickets: tuple[Waiting, ...], gone: Iterable[Waiting], come: Iterable[Waiting]
) -> tuple[Waiting, ...]:
    for each in gone:
        at = bisect_left(tickets, each.ticket, key=_NUMBER)
        tickets = tickets[:at] + tickets[at + 1 :]
    for each in come:
        at = bisect_left(tickets, each.ticket, key=_NUMBER)
        tickets = (*tickets[:at], each, *tickets[at:])
    return tickets
