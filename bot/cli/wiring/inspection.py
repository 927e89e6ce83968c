"""What the platforms say of the rooms they are to serve."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.domain.identity import Place
from bot.domain.plan import Plan
from bot.meeting_file.problems import Problem


class Inspected(Protocol):
    """What is asked of a connected platform here: a part of bot.ports.platform.Platform."""

    @property
    def name(self) -> str:
        """The platform's word."""
        ...

    async def problems(self, places: Sequence[Place]) -> Sequence[str]:
        """What stands in the way of serving these rooms, "what is wrong; the mend"."""
        ...


async def online_problems(platforms: Iterable[Inspected], plans: Sequence[Plan]) -> list[Problem]:
    """What stands in the way of holding these meetings, asked of each connected platform in turn."""
    found: list[Problem] = []
    for platform in platforms:
        rooms = {place for plan in plans for place in (*plan.places, *plan.moderators_rooms)}
        places = sorted(place for place in rooms if place.platform == platform.name)
        for words in await platform.problems(places):
            wrong, _, mend = words.partition("; ")
            found.append(Problem((), wrong, mend, platform.name))
    return found
