"""A scenario, played under one way of sharing the floor."""

from msgspec import Struct, field

from bot.domain.fair_queue import Person, Ticket
from bot.simulation.rivals import Discipline, Had
from bot.simulation.scenario import Event, Scenario


class PlayedTurn(Struct, frozen=True):
    """One turn, and what it was decided on."""

    ticket: Ticket
    groups: frozenset[str | None]
    """The groups that had people waiting."""
    waited: int
    """How many turns went before, since the person joined."""
    seconds: int
    picked: bool = False


class Record(Struct):
    """All that is measured of a scenario afterwards."""

    turns: list[PlayedTurn] = field(default_factory=list)
    joins: list[Ticket] = field(default_factory=list)
    left_waiting: list[int] = field(default_factory=list)
    """How many turns those had waited who never got the floor."""


class Play:
    """The meeting as it goes."""

    def __init__(self, scenario: Scenario, discipline: Discipline) -> None:
        self.record = Record()
        self._scenario, self._discipline = scenario, discipline
        self._waiting: dict[Person, Ticket] = {}
        self._since: dict[Person, int] = {}

    def run(self) -> Record:
        """Play all events."""
        for event in self._scenario.events:
            self._happen(event)
        count = len(self.record.turns)
        self.record.left_waiting = [count - self._since[person] for person in self._waiting]
        return self.record

    def _happen(self, event: Event) -> None:
        """What makes no sense under this rule (leaving after having spoken, say) is passed over."""
        person = event.person
        if event.kind == "next":
            if self._waiting:
                self._turn(self._discipline.call(tuple(self._waiting.values())), event.seconds, False)
        elif person is None:
            return
        elif event.kind == "join":
            self._join(person)
        elif event.kind == "withdraw":
            self._waiting.pop(person, None)
        else:
            self._join(person)
            self._turn(self._waiting[person], event.seconds, True)

    def _join(self, person: Person) -> None:
        if person not in self._waiting:
            attributes = self._scenario.people[person]
            ticket = Ticket(person, attributes, len(self.record.joins))
            self.record.joins.append(ticket)
            self._waiting[person] = ticket
            self._since[person] = len(self.record.turns)

    def _turn(self, ticket: Ticket, seconds: int, picked: bool) -> None:
        groups = frozenset(other.attributes[0] for other in self._waiting.values())
        waited = len(self.record.turns) - self._since[ticket.person]
        self._discipline.charge(Had(ticket, seconds, picked))
        self.record.turns.append(PlayedTurn(ticket, groups, waited, seconds, picked))
        del self._waiting[ticket.person]
        if ticket.person in self._scenario.eager:
            self._join(ticket.person)
