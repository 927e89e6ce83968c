"""What happens to a queue, told so that every rule can be played over the same events."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from bot.domain.fair_queue import Attributes, Person

DIMENSIONS = ("group", "mode", "region")
"""What a person's attributes stand for in scenarios."""

REMOTE = "remote"


class Event(Struct, frozen=True):
    """One thing that happens: somebody joins, leaves or is picked, or the floor is free for the next one."""

    kind: Literal["join", "withdraw", "pick", "next"]
    person: Person | None = None
    seconds: int = 120
    """How long the turn takes, if this is one."""


class Scenario(Struct, frozen=True):
    """A meeting's people and events."""

    people: Mapping[Person, Attributes]
    events: tuple[Event, ...]
    eager: frozenset[Person] = frozenset()
    """Those who join again as soon as they have spoken."""

    @property
    def budget(self) -> int:
        """The seconds of floor that there are for each group."""
        seconds = sum(event.seconds for event in self.events if event.kind in ("next", "pick"))
        return seconds // max(1, len({attributes[0] for attributes in self.people.values()}))
