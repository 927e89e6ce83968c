"""One request for the floor, while it waits."""

from datetime import datetime

from msgspec import Struct

from bot.domain.meeting.events import Form


class Waiting(Struct, frozen=True):
    """A ticket in the queue: a statement, or one that comes before the queue (an aside)."""

    person: int
    ticket: int
    texts: tuple[str, ...]
    """What is to be read aloud; more than one where two tickets have become one."""
    since: datetime
    form: Form
    absences: int = 0
    held: bool = False
    """True while they are away, by their word or since they were absent: not callable; the place is kept."""
    passing: bool = False
    """True if they are not to be called at the next call, unless nobody else can be."""
    hands: frozenset[str] | None = None
    """The raised hands that it stands for; None if it was asked for in words, which no hand ends."""

    @property
    def aside(self) -> bool:
        """Whether it comes before the rule is asked: a point of order or a direct response."""
        return self.form != "statement"
