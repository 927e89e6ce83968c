"""Long histories of a queue, played by a rule that tests can replace by a wrong one."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.fair_queue import Attributes, Call, Ledger, Rule, Ticket, Turn, charge, new_phase, select
from bot.domain.fair_queue.values import Kind

OPERATIONS = (
    *("join",) * 7,
    *("next",) * 6,
    *("withdraw", "hold", "ready", "pick", "reply", "undo", "phase"),
)
"""What may happen, as often as it stands here."""


class Engine(Struct, frozen=True):
    """The functions under test."""

    select: Callable[[Rule, Ledger, Iterable[Ticket]], Call | None] = select
    charge: Callable[[Rule, Ledger, Turn], Ledger] = charge
    new_phase: Callable[[Ledger], Ledger] = new_phase


class Step(Struct, frozen=True):
    """One charged turn, and what it was decided on."""

    tickets: tuple[Ticket, ...]
    ticket: Ticket
    turn: Turn
    before: Ledger
    after: Ledger

    @property
    def group(self) -> str | None:
        return self.ticket.attributes[0]

    @property
    def callable(self) -> set[str | None]:
        return {ticket.attributes[0] for ticket in self.tickets if not ticket.held}


class History:
    """A queue and everything that was charged in it; undone turns are not."""

    def __init__(self, rule: Rule, people: tuple[Attributes, ...], engine: Engine | None = None) -> None:
        self.rule = rule
        self.people = people
        self.engine = engine or Engine()
        self.ledger = Ledger()
        self.tickets: dict[int, Ticket] = {}
        self.steps: list[Step] = []
        self.story: list[str] = []
        self._joined = 0

    def __repr__(self) -> str:
        return f"{self.rule} {dict(enumerate(self.people))} {', '.join(self.story)}"

    def play(self, tape: bytes, without: Iterable[str] = ()) -> "History":
        """Two bytes are one thing that happens: what, and to whom."""
        for what, whom in zip(tape[::2], tape[1::2], strict=False):
            operation = OPERATIONS[what % len(OPERATIONS)]
            if operation not in without:
                self.story.append(f"{operation} {whom}")
                getattr(self, operation)(whom)
        return self

    def join(self, whom: int) -> None:
        person = whom % len(self.people)
        if person not in self.tickets:
            self._joined += 1
            self.tickets[person] = Ticket(person, self.people[person], self._joined)

    def next(self, whom: int) -> None:
        call = self.engine.select(self.rule, self.ledger, tuple(self.tickets.values()))
        if call is not None:
            self._give(call.ticket, Turn(0, (), "rule", call.front, call.forced, whom))

    def pick(self, whom: int) -> None:
        if self.tickets:
            self._give(self._someone(whom), Turn(0, (), "override", seconds=whom))

    def _give(self, ticket: Ticket, turn: Turn) -> None:
        turn = replace(turn, person=ticket.person, attributes=ticket.attributes)
        after = self.engine.charge(self.rule, self.ledger, turn)
        self.steps.append(Step(tuple(self.tickets.values()), ticket, turn, self.ledger, after))
        self.ledger = after
        del self.tickets[int(ticket.person)]

    def undo(self, _: int) -> None:
        """The turn never was; what participants did since stays."""
        if self.steps:
            step = self.steps.pop()
            self.ledger = step.before
            self.tickets[int(step.ticket.person)] = step.ticket

    def withdraw(self, whom: int) -> None:
        if self.tickets:
            del self.tickets[int(self._someone(whom).person)]

    def hold(self, whom: int) -> None:
        self._set_held(whom, True)

    def ready(self, whom: int) -> None:
        self._set_held(whom, False)

    def _set_held(self, whom: int, held: bool) -> None:
        if self.tickets:
            ticket = self._someone(whom)
            self.tickets[int(ticket.person)] = replace(ticket, held=held)

    def reply(self, whom: int) -> None:
        person = whom % len(self.people)
        kind: Kind = "reply" if whom % 2 else "point_of_order"
        self.ledger = self.engine.charge(self.rule, self.ledger, Turn(person, self.people[person], kind))

    def phase(self, _: int) -> None:
        self.ledger = self.engine.new_phase(self.ledger)

    def _someone(self, whom: int) -> Ticket:
        return list(self.tickets.values())[whom % len(self.tickets)]
