"""Waiting for the floor."""

from typing import Literal

from msgspec import Struct

Form = Literal["statement", "reply", "point-of-order"]
"""What somebody asks the floor for: only statements take turns by the rule."""


class Joined(Struct, frozen=True, tag_field="kind", tag="joined"):
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

    @property
    def aside(self) -> bool:
        """Whether it comes before the rule is asked; a person has one statement and one aside at most."""
        return self.form != "statement"


class Withdrawn(Struct, frozen=True, tag_field="kind", tag="withdrawn"):
    """Somebody left the queue."""

    person: int
    aside: bool | None = None
    """Which of their tickets it is about; None is all of them."""


class Rejoined(Struct, frozen=True, tag_field="kind", tag="rejoined"):
    """Somebody who had left by a slip has the same tickets again: their place, words and kind."""

    person: int
    tickets: tuple[int, ...]
    hand: str | None = None
    """The raised hand that they stand for now; None if it was said in words."""


class HandRaised(Struct, frozen=True, tag_field="kind", tag="hand-raised"):
    """Somebody whom a hand put into the queue has raised another: the place stays until all are down."""

    person: int
    hand: str


class HandLowered(Struct, frozen=True, tag_field="kind", tag="hand-lowered"):
    """A hand was taken down, and the place that it stood for stays all the same."""

    person: int
    hand: str


class TextAttached(Struct, frozen=True, tag_field="kind", tag="text-attached"):
    """Somebody who waits handed in words to be read aloud, in place of the latest ones."""

    person: int
    text: str
    aside: bool | None = None
    """Which of their tickets it is about; None is all of them."""
    by: int | None = None
    """The moderator who handed them in; None if they did it themselves."""


class TextRevised(Struct, frozen=True, tag_field="kind", tag="text-revised"):
    """The words of this id say something else now: their writer changed the message that they stand in."""

    person: int
    text: str


class TextRemoved(Struct, frozen=True, tag_field="kind", tag="text-removed"):
    """The words of this id are gone: their message was removed, or has no such words any more."""

    person: int
    text: str


class Passed(Struct, frozen=True, tag_field="kind", tag="passed"):
    """A ticket is not callable for one call, by its owner's wish (`by` is None) or a moderator's."""

    person: int
    by: int | None


class Away(Struct, frozen=True, tag_field="kind", tag="away"):
    """Somebody who waits is away until they return: the place is kept, and they are not callable."""

    person: int


class Returned(Struct, frozen=True, tag_field="kind", tag="returned"):
    """Somebody on hold is back and callable again, in their old place."""

    person: int


class Removed(Struct, frozen=True, tag_field="kind", tag="removed"):
    """A moderator put somebody out of the queue."""

    person: int
    by: int
    aside: bool | None = None
    """Which of their tickets it is about; None is all of them."""


class QueueCleared(Struct, frozen=True, tag_field="kind", tag="queue-cleared"):
    """A moderator put everybody out of the queue."""

    by: int


class QueueClosed(Struct, frozen=True, tag_field="kind", tag="queue-closed"):
    """No new hands are taken; points of order and withdrawing go on."""

    by: int


class QueueReopened(Struct, frozen=True, tag_field="kind", tag="queue-reopened"):
    """Hands are taken again."""

    by: int


class HandsTold(Struct, frozen=True, tag_field="kind", tag="hands-told"):
    """From now on moderators are told of each new hand, or not any more."""

    told: bool
    by: int


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
