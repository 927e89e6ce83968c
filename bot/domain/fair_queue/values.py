"""What goes into the fair queue and what comes out of it."""

from typing import Literal

from msgspec import Struct

from bot.domain.fair_queue.rule import Value

Person = int | str

Attributes = tuple[Value, ...]
"""A person's value on each dimension of the rule, in its order."""

Kind = Literal["rule", "override", "reply", "point_of_order"]
"""How a turn came about: called by the rule, picked by a moderator, or one of the two that are free."""


class Ticket(Struct, frozen=True):
    """One live request for the floor; a person has at most one."""

    person: Person
    attributes: Attributes
    joined: int
    """The join number: unique, and higher for whoever came later."""
    held: bool = False
    """True while it cannot be called: its person is absent, or the place is kept for another reason."""


class Call(Struct, frozen=True):
    """Whom the rule calls, and what it found; both findings go into the turn's record."""

    ticket: Ticket
    front: bool
    """The person is the longest waiter of the group."""
    forced: bool
    """Another group came first, but had just had its run of turns."""


class Turn(Struct, frozen=True):
    """Somebody having the floor, as it is charged."""

    person: Person
    attributes: Attributes
    kind: Kind = "rule"
    front: bool = True
    forced: bool = False
    seconds: int | None = None
    """How long it took; None is one slot."""
