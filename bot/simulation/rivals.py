"""The rule, and the ways of sharing a floor that it is compared with."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from bot.domain.fair_queue import Call, Ledger, Person, Ticket, Turn, charge, select
from bot.domain.fair_queue.presets import Preset
from bot.simulation.scenario import DIMENSIONS, REMOTE


class Had(Struct, frozen=True):
    """A turn that somebody had."""

    ticket: Ticket
    seconds: int
    picked: bool = False
    """By a moderator, and not called."""


class Discipline(Protocol):
    """A way of sharing the floor. Tickets come in the order of joining and have the scenario's attributes."""

    def call(self, waiting: Sequence[Ticket]) -> Ticket:
        """Whose turn it is, of at least one who waits."""
        ...

    def charge(self, had: Had) -> None:
        """A turn was had."""
        ...


class Evenfloor:
    """The rule of this program, under a preset's settings."""

    def __init__(self, preset: Preset) -> None:
        self._preset = preset
        self._ledger = Ledger()
        self._call: Call | None = None

    def call(self, waiting: Sequence[Ticket]) -> Ticket:
        """Ask the rule, and remember what it found for the charge."""
        by_person = {ticket.person: ticket for ticket in waiting}
        self._call = select(self._preset.rule, self._ledger, map(self._translated, waiting))
        return waiting[0] if self._call is None else by_person[self._call.ticket.person]

    def charge(self, had: Had) -> None:
        """Enter the turn into the ledger."""
        own = self._translated(had.ticket)
        turn = Turn(own.person, own.attributes, "override", seconds=had.seconds)
        if self._call is not None and not had.picked:
            found = self._call
            turn = Turn(own.person, own.attributes, "rule", found.front, found.forced, had.seconds)
        self._ledger = charge(self._preset.rule, self._ledger, turn)

    def _translated(self, ticket: Ticket) -> Ticket:
        values = dict(zip(DIMENSIONS, ticket.attributes, strict=True))
        attributes = self._preset.attributes(values)
        return Ticket(ticket.person, attributes, ticket.joined)


class FirstCome:
    """One line for all."""

    def call(self, waiting: Sequence[Ticket]) -> Ticket:
        """The longest waiter."""
        return waiting[0]

    def charge(self, had: Had) -> None:
        """Nothing is remembered."""


class RoundRobin:
    """A line for each group; the groups take turns in a fixed order."""

    def __init__(self) -> None:
        self._groups: list[str | None] = []
        self._last = -1

    def call(self, waiting: Sequence[Ticket]) -> Ticket:
        """The head of the next line that is not empty."""
        for ticket in waiting:
            if ticket.attributes[0] not in self._groups:
                self._groups.append(ticket.attributes[0])
        count = len(self._groups)
        return min(
            waiting, key=lambda ticket: (self._groups.index(ticket.attributes[0]) - self._last - 1) % count
        )

    def charge(self, had: Had) -> None:
        """The round goes on from the group that was called."""
        if not had.picked:
            self._last = self._groups.index(had.ticket.attributes[0])


class ProgressiveStack:
    """First-time speakers first, among them those who are remote, then first come."""

    def __init__(self) -> None:
        self._spoken: set[Person] = set()

    def call(self, waiting: Sequence[Ticket]) -> Ticket:
        """The first of the foremost."""
        return min(waiting, key=lambda one: (one.person in self._spoken, one.attributes[1] != REMOTE))

    def charge(self, had: Had) -> None:
        """Remember who has spoken."""
        self._spoken.add(had.ticket.person)


class FewestTurns:
    """The group that has had the fewest turns of the whole meeting."""

    def __init__(self) -> None:
        self._turns: Counter[str | None] = Counter()

    def call(self, waiting: Sequence[Ticket]) -> Ticket:
        """The head of that group's line."""
        return min(waiting, key=lambda ticket: self._turns[ticket.attributes[0]])

    def charge(self, had: Had) -> None:
        """Count the turn."""
        self._turns[had.ticket.attributes[0]] += 1


class TimeBudget:
    """Each group has the same budget of seconds; first come first served among those who have some left."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._seconds: Counter[str | None] = Counter()

    def call(self, waiting: Sequence[Ticket]) -> Ticket:
        """The longest waiter whose group has time left, else the longest waiter."""
        return min(waiting, key=lambda ticket: self._seconds[ticket.attributes[0]] >= self._budget)

    def charge(self, had: Had) -> None:
        """Take the time off the budget."""
        self._seconds[had.ticket.attributes[0]] += had.seconds
