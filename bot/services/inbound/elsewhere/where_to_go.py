"""Where somebody can take part who gave a command in a room without a meeting."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.identity import Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Listing, Refusal, RoomRef, refuse, say
from bot.ports.platform import Invocation, Platform, TryLater
from bot.services.inbound.meeting_finder import MOST_OFFERED, NOT_HERE, title


async def where_to_go(
    platforms: Mapping[str, Platform], meetings: Sequence[Meeting], invocation: Invocation
) -> Refusal:
    """The rooms on the same server that its author can enter; others are not spoken of."""
    rooms = _rooms(meetings, invocation.place.platform, invocation.at)
    entrances = platforms[invocation.place.platform].capabilities.entrances
    if entrances is None or not rooms:
        return NOT_HERE
    try:
        enterable = await entrances.open_to(invocation.author, list(rooms), invocation.server)
    except TryLater:
        return NOT_HERE
    lines = tuple(
        say("go-to-room", room=RoomRef(place, rooms[place]), title=rooms[place]) for place in enterable
    )
    if not lines:
        return NOT_HERE
    return refuse("refused-no-meeting-but-there", rooms=Listing(lines[:MOST_OFFERED], lines=True))


def _rooms(meetings: Sequence[Meeting], platform: str, now: datetime) -> Mapping[Place, str]:
    """The rooms of open meetings, then of planned ones by time, each with its meeting's title."""
    coming = [m for m in meetings if m.status != "closed" and not m.plan.cancelled]
    nearest = sorted(coming, key=lambda m: (m.status != "open", abs(m.plan.start - now)))
    found: dict[Place, str] = {}
    for meeting in nearest:
        for place in meeting.plan.places:
            if place.platform == platform:
                found.setdefault(place, title(meeting))
    return found
