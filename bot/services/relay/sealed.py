"""Which channels of a group are encrypted, before somebody decides on a relay."""

from collections.abc import Mapping

from bot.domain.identity import Place
from bot.domain.meeting.state import Meeting
from bot.ports.platform import Platform, TryLater, Undeliverable


async def sealed_channels(platforms: Mapping[str, Platform], group: Meeting) -> tuple[Place, ...]:
    """Where it cannot be told now, none of it goes across until it is agreed to."""
    found = []
    for place in group.channels:
        platform = platforms.get(place.platform)
        relaying = platform.capabilities.relaying if platform else None
        try:
            if relaying is not None and await relaying.sealed(place):
                found.append(place)
        except (TryLater, Undeliverable):
            continue
    return tuple(found)
