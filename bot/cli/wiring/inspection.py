"""What the platforms say of the rooms they are to serve."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from bot.domain.identity import Place
from bot.domain.plan import Plan
from bot.meeting_file.problems import Problem
from bot.ports.capabilities import Capabilities
from bot.ports.inspection import Inspection


class Inspected(Protocol):
    """What is asked of a connected platform here: a part of bot.ports.platform.Platform."""

    @property
    def name(self) -> str:
        """The platform's word."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What it has."""
        ...

    async def inspect(self, places: Sequence[Place], beside: Sequence[Sequence[Place]] = ()) -> Inspection:
        """What to know before serving these rooms."""
        ...


class Asked(Struct, frozen=True):
    """What the platforms said."""

    problems: Sequence[Problem] = ()
    notes: Sequence[str] = ()


async def ask_each(platforms: Iterable[Inspected], plans: Sequence[Plan]) -> Asked:
    """What each platform in turn says of holding these meetings."""
    problems: list[Problem] = []
    notes: list[str] = []
    for platform in platforms:
        rooms = {place for plan in plans for place in (*plan.places, *plan.moderators_rooms)}
        places = sorted(place for place in rooms if place.platform == platform.name)
        beside = [[place for place in plan.places if place.platform == platform.name] for plan in plans]
        found = await platform.inspect(places, beside)
        for words in (*found.problems, *await _of_stages(platform, plans)):
            wrong, _, mend = words.partition("; ")
            problems.append(Problem((), wrong, mend, platform.name))
        notes += (f"{platform.name}: {note}" for note in found.notes)
    return Asked(problems, notes)


async def _of_stages(platform: Inspected, plans: Sequence[Plan]) -> Sequence[str]:
    """What stands in the way on their Stages, where it has any."""
    stages = {place for plan in plans for place in plan.stages if place.platform == platform.name}
    stage = platform.capabilities.stage
    return (await stage.inspect(sorted(stages))).problems if stages and stage is not None else ()
