"""What is so in a meeting, as plain values; `retold.py` makes it of the events, by no function of the bot."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from bot.domain.fair_queue import Rule, Turn
from bot.domain.fair_queue.values import Kind
from bot.domain.identity import Place
from bot.domain.meeting.events import Attributes, FloorGiven, Form
from bot.domain.plan import HALL, MODE, Plan
from tests.domain.fair_queue.literal import Literal

Charge = Turn | tuple[int, int] | Rule | None
"""A charged turn; two people who turned out to be one, the kept one first; another rule; a new phase."""


@dataclass(frozen=True)
class Somebody:
    """Who takes part."""

    badge: int
    values: Mapping[str, str | None]
    spoke: bool = False
    """Had a charged turn that was not taken back."""

    @property
    def in_hall(self) -> bool:
        return self.values.get(MODE) == HALL


@dataclass(frozen=True)
class Hand:
    """Who waits."""

    person: int
    number: int
    form: Form
    texts: tuple[str, ...]
    absences: int = 0
    held: bool = False
    passing: bool = False

    @property
    def aside(self) -> bool:
        """Called before the rule is asked; a person has one statement and one aside at most."""
        return self.form != "statement"


@dataclass(frozen=True)
class Deck:
    """Who was told to be next, and what was so then."""

    person: int
    attributes: Attributes
    front: bool
    forced: bool
    found: "World" = field(repr=False, compare=False)


@dataclass(frozen=True)
class Floor:
    """Who has the floor."""

    given: FloorGiven
    person: int
    texts: tuple[str, ...]
    since: datetime
    hand: Hand | None
    spoke: bool
    """What is given back should nobody be there: the place, and never having spoken."""
    extra: int = 0
    paused: float = 0.0

    @property
    def charged(self) -> bool:
        return self.given.manner in ("rule", "override")

    def charge(self, seconds: int | None) -> Turn:
        """As it is entered into the books; None is one slot."""
        given = self.given
        kind: Kind = "rule" if given.manner == "rule" else "override"
        return Turn(self.person, given.attributes, kind, given.front, given.forced, seconds)


@dataclass(frozen=True)
class Over:
    """A turn that was."""

    person: int
    given: FloorGiven
    seconds: int


@dataclass(frozen=True)
class Stretch:
    """A phase as it is held."""

    index: int
    run: int
    since: datetime
    extra: int = 0
    paused: float = 0.0
    paused_at: datetime | None = None
    up: bool = False


@dataclass(frozen=True)
class Books:
    """Everything that was charged, in its order."""

    rule: Rule
    entries: tuple[Charge, ...] = ()

    def plus(self, entry: Charge) -> "Books":
        return replace(self, entries=(*self.entries, entry))

    def without_last_turn(self) -> "Books":
        last = max(n for n, entry in enumerate(self.entries) if isinstance(entry, Turn))
        return replace(self, entries=self.entries[:last] + self.entries[last + 1 :])

    def open(self) -> Literal:
        """The accounts, entered letter by letter."""
        literal = Literal(self.rule)
        for entry in self.entries:
            if isinstance(entry, Turn):
                literal.charge(entry)
            elif isinstance(entry, Rule):
                literal.change(entry)
            elif entry is None:
                literal.said.clear()
            elif entry[1] in literal.said:
                literal.said[entry[0]] = literal.said.pop(entry[1]) + literal.said.get(entry[0], 0)
        return literal

    @cached_property
    def accounts(self) -> Literal:
        """The same, to be looked at only."""
        return self.open()


@dataclass(frozen=True)
class World:
    """The whole meeting at one moment."""

    plan: Plan
    books: Books
    status: str = "planned"
    people: Mapping[int, Somebody] = field(default_factory=dict)
    queue: tuple[Hand, ...] = ()
    """The longest waiter first."""
    left: Mapping[int, tuple[Hand, ...]] = field(default_factory=dict)
    """What somebody waited for who left by their own word."""
    closed: bool = False
    """No new hands are taken."""
    floor: Floor | None = None
    deck: Deck | None = None
    off: Mapping[int, datetime] = field(default_factory=dict)
    """Since when somebody has been off the Stage, who has not been heard of since."""
    phase: Stretch | None = None
    past: tuple[Over, ...] = ()
    """Turns that are over."""
    free: int = 0
    """Turns of programme speakers, direct responses and points of order that were not taken back."""
    turn: int = 0
    """The number of the last turn that was given and not taken back."""
    channels: tuple[Place, ...] = ()
    decisions: tuple[tuple[int, int | None], ...] = ()
    """Who decided, and who was given the floor by it, if somebody was."""
    known: dict[str, tuple[Hand, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was worked out of it already."""

    def hands(self, person: int | None) -> tuple[Hand, ...]:
        return tuple(hand for hand in self.queue if hand.person == person)

    def hand(self, person: int | None, *, aside: bool = False) -> Hand | None:
        return next((hand for hand in self.hands(person) if hand.aside == aside), None)

    @property
    def rule(self) -> Rule:
        """The plan's, or the last that moderators put in its place."""
        return next((e for e in reversed(self.books.entries) if isinstance(e, Rule)), self.plan.rule)

    @property
    def paused_at(self) -> datetime | None:
        return self.phase.paused_at if self.phase else None
