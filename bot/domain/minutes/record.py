"""What people add to the minutes of a meeting: notes, and whether they may be named."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, field

from bot.domain.changing import replace


class Note(Struct, frozen=True):
    """What a moderator or the rapporteur wrote down; the id is that of its text."""

    text: str
    by: int
    at: datetime


class Record(Struct, frozen=True):
    """All of it."""

    notes: tuple[Note, ...] = ()
    named: Mapping[int, bool] = field(default_factory=dict)
    """Who said whether the minutes may name them."""

    def noted(self, note: Note) -> "Record":
        """With one more note."""
        return replace(self, notes=(*self.notes, note))

    def asked(self, person: int, agrees: bool) -> "Record":
        """With what somebody said last."""
        return replace(self, named={**self.named, person: agrees})

    def linked(self, kept: int, gone: int) -> "Record":
        """With two people as one, who is named only if neither said no."""
        if gone not in self.named:
            return self
        both = self.named[gone] and self.named.get(kept, True)
        rest = {who: agrees for who, agrees in self.named.items() if who != gone}
        return replace(self, named={**rest, kept: both})
