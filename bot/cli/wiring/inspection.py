"""What the platforms say of the rooms they are to serve."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.identity import Place
from bot.domain.plan import Plan
from bot.meeting_file.problems import Problem
from bot.ports.platform import Capabilities


class Inspected(Protocol):
    """What is asked of a connected platform here: a part of bot.ports.platform.Platform."""

    @property
    def name(self) -> str:
        """The platform's word."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What it has, advice among it."""
        ...

    async def problems(self, places: Sequence[Place]) -> Sequence[str]:
        """What stands in the way of serving these rooms, "what is wrong; the mend"."""
        ...


@dataclass(frozen=True)
class Inspection:
    """What the platforms said."""

    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    """What can wait, or be left as it is."""


async def inspect(platforms: Iterable[Inspected], plans: Sequence[Plan]) -> Inspection:
    """What stands in the way of these meetings, and what could be better, platform by platform."""
    found: list[Problem] = []
    notes: list[str] = []
    for platform in platforms:
        rooms = {place for plan in plans for place in (*plan.places, *plan.moderators_rooms)}
        places = sorted(place for place in rooms if place.platform == platform.name)
        for words in await platform.problems(places):
            wrong, _, mend = words.partition("; ")
            found.append(Problem((), wrong, mend, platform.name))
        beside = sorted({place for plan in plans for place in plan.foremost if place in places})
        if platform.capabilities.advice is not None and beside:
            notes += [f"{platform.name}: {each}" for each in await platform.capabilities.advice.notes(beside)]
    return Inspection(tuple(found), tuple(notes))
