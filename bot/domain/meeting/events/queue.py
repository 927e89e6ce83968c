"""Waiting for the floor."""

from dataclasses import dataclass
from typing import Literal

Form = Literal["statement", "reply", "point-of-order"]
"""What somebody asks the floor for: only statements take turns by the rule."""


@dataclass(frozen=True)
class Joined:
    """A new ticket. Tickets are numbered in the order of joining."""

    person: int
    ticket: int
    text: str | None = None
    """The id of a text that is to be read aloud."""
    form: Form = "statement"
    hand: str | None = None
    """The raised hand that made it, and that ends it when it is taken down; None if it was made in words."""
    by: int | None = None
    """The moderator who queued them; None if they did it themselves."""
    kind: Literal["joined"] = "joined"

    @property
    def aside(self) -> bool:
        """Whether it comes before the rule is asked; a person has one statement and one aside at most."""
        return self.form != "statement"


@dataclass(frozen=True)
class Withdrawn:
    """Somebody left the queue."""

    person: int
    aside: bool | None = None
    """Which of their tickets it is about; None is all of them."""
    kind: Literal["withdrawn"] = "withdrawn"


@dataclass(frozen=True)
class Rejoined:
    """Somebody who had left by a slip has the same tickets again: their place, words and kind."""

    person: int
    tickets: tuple[int, ...]
    hand: str | None = None
    """The raised hand that they stand for now; None if it was said in words."""
    kind: Literal["rejoined"] = "rejoined"


@dataclass(frozen=True)
class HandRaised:
    """Somebody whom a hand put into the queue has raised another: the place stays until all are down."""

    person: int
    hand: str
    kind: Literal["hand-raised"] = "hand-raised"


@dataclass(frozen=True)
class HandLowered:
    """A hand was taken down, and the place that it stood for stays all the same."""

    person: int
    hand: str
    kind: Literal["hand-lowered"] = "hand-lowered"


@dataclass(frozen=True)
class TextAttached:
    """Somebody who waits handed in words to be read aloud, in place of the latest ones."""

    person: int
    text: str
    aside: bool | None = None
    """Which of their tickets it is about; None is all of them."""
    by: int | None = None
    """The moderator who handed them in; None if they did it themselves."""
    kind: Literal["text-attached"] = "text-attached"


@dataclass(frozen=True)
class TextRevised:
    """The words of this id say something else now: their writer changed the message that they stand in."""

    person: int
    text: str
    kind: Literal["text-revised"] = "text-revised"


@dataclass(frozen=True)
class TextRemoved:
    """The words of this id are gone: their message was removed, or has no such words any more."""

    person: int
    text: str
    kind: Literal["text-removed"] = "text-removed"


@dataclass(frozen=True)
class Passed:
    """A ticket is not callable for one call, by its owner's wish (`by` is None) or a moderator's."""

    person: int
    by: int | None
    kind: Literal["passed"] = "passed"


@dataclass(frozen=True)
class Away:
    """Somebody who waits is away until they return: the place is kept, and they are not callable."""

    person: int
    kind: Literal["away"] = "away"


@dataclass(frozen=True)
class Returned:
    """Somebody on hold is back and callable again, in their old place."""

    person: int
    kind: Literal["returned"] = "returned"


@dataclass(frozen=True)
class Removed:
    """A moderator put somebody out of the queue."""

    person: int
    by: int
    aside: bool | None = None
    """Which of their tickets it is about; None is all of them."""
    kind: Literal["removed"] = "removed"


@dataclass(frozen=True)
class QueueCleared:
    """A moderator put everybody out of the queue."""

    by: int
    kind: Literal["queue-cleared"] = "queue-cleared"


@dataclass(frozen=True)
class QueueClosed:
    """No new hands are taken; points of order and withdrawing go on."""

    by: int
    kind: Literal["queue-closed"] = "queue-closed"


@dataclass(frozen=True)
class QueueReopened:
    """Hands are taken again."""

    by: int
    kind: Literal["queue-reopened"] = "queue-reopened"


@dataclass(frozen=True)
class HandsTold:
    """From now on moderators are told of each new hand, or not any more."""

    told: bool
    by: int
    kind: Literal["hands-told"] = "hands-told"


WaitingEvent = (
    Joined
    | Rejoined
    | HandRaised
    | HandLowered
    | Withdrawn
    | TextAttached
    | TextRevised
    | TextRemoved
    | Passed
    | Away
    | Returned
)
"""What happens to somebody who waits."""
QueueControlEvent = Removed | QueueCleared | QueueClosed | QueueReopened | HandsTold
"""What moderators do to the queue."""
QueueEvent = WaitingEvent | QueueControlEvent
