"""Of which meetings somebody may learn: one bot can serve servers that know nothing of each other."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from bot.domain.changing import replace
from bot.domain.identity import Place
from bot.domain.meeting.state import Meeting
from bot.domain.message import Refusal
from bot.ports.platform import Invocation, Platform, TryLater
from bot.ports.store import Store, Transaction
from bot.services.inbound.meeting_finder import MeetingQuery, find_meeting
from bot.services.meeting_repository import MeetingRepository


class Looking(Struct, frozen=True):
    """For the meeting that is meant, in the database."""

    store: Store
    repository: MeetingRepository
    platforms: Mapping[str, Platform]

    async def up(self, invocation: Invocation, wanted: MeetingQuery) -> Meeting | Refusal:
        """The one of the room; else the last one used, or another within reach."""

        def look(tx: Transaction) -> tuple[Sequence[Meeting], MeetingQuery]:
            people, who = tx.people, invocation.author
            query = replace(wanted, used=people.used(who), groups=people.memberships(who))
            return self.repository.all(tx), query

        meetings, query = await self.store.read(look)
        found = find_meeting(meetings, invocation, query)
        by_room = not invocation.direct and wanted.named is None
        if by_room or (isinstance(found, Meeting) and found.plan.id in (query.used, *query.groups)):
            return found
        return find_meeting(await self._within_reach(meetings, invocation), invocation, query)

    async def _within_reach(self, meetings: Sequence[Meeting], invocation: Invocation) -> Sequence[Meeting]:
        """Those with a room on a server that the asker is on, and those without any room on that platform.

        While that cannot be asked, no meeting of a server is spoken of.
        """
        platform = invocation.place.platform
        entrances = self.platforms[platform].capabilities.entrances
        if entrances is None:
            return meetings
        rooms = {meeting.plan.id: _rooms(meeting, platform) for meeting in meetings}
        places = list(dict.fromkeys(place for each in rooms.values() for place in each))
        try:
            reached = set(await entrances.on_servers_of(invocation.author, places))
        except TryLater:
            reached = set()
        return [
            meeting
            for meeting in meetings
            if not rooms[meeting.plan.id] or reached.intersection(rooms[meeting.plan.id])
        ]


def _rooms(meeting: Meeting, platform: str) -> Sequence[Place]:
    plan = meeting.plan
    return [place for place in (*plan.places, *plan.moderators_rooms) if place.platform == platform]
