"""The sync loop: everything is handed in before the position is kept, so nothing is lost by a crash.

And no event holds the position up: each is taken by itself, and one that cannot be read is put aside.
"""

import logging
from collections.abc import Callable, Sequence

from msgspec import Struct, field

from adapters.matrix.api import Json, OddAnswer, Refused
from adapters.matrix.encryption.crypto import Crypto
from adapters.matrix.encryption.device_keys import DeviceKeys
from adapters.matrix.inbound.event_intake import EventIntake
from adapters.matrix.inbound.events import homeserver
from adapters.matrix.inbound.invitations import InvitationHandler
from adapters.matrix.inbound.listener import Listener
from adapters.matrix.inbound.sync_answer import RoomUpdate, SyncAnswer
from adapters.matrix.inbound.sync_request import SyncRequest
from adapters.matrix.inbound.timeline import Timeline, after_arrival, by_time, first_arrival
from adapters.matrix.quarantine import Quarantine, RetryBudget
from adapters.matrix.room_news.lost_rooms import LostRooms
from adapters.matrix.rooms.readers import Readers
from adapters.matrix.session import Session
from bot.ports.platform import Inbox
from bot.ports.sync_positions import SyncPositions

log = logging.getLogger(__name__)

WAIT_MS = 30_000
LATE_KEY_MS = 3_000
"""How long the key of an encrypted message may take to come behind it."""
MOST_GAPS = 10
"""So often a gap is asked for whose events come in no readable answer."""


class SyncLoop(Struct):
    """Reads one account's rooms."""

    session: Session
    request: SyncRequest
    readers: Readers
    timeline: Timeline
    crypto: Crypto
    device_keys: DeviceKeys
    listener: Listener
    intake: EventIntake
    invitations: InvitationHandler
    lost_rooms: LostRooms
    sync_positions: SyncPositions
    quarantine: Quarantine
    _budget: RetryBudget = field(default_factory=RetryBudget)

    async def follow(self, inbox: Inbox, working: Callable[[], None]) -> None:
        """Read on from the kept position until something fails; `working` is called after each round."""
        try:
            await self._follow(inbox, working)
        finally:
            self.readers.forget()
            self.crypto.doubt()

    async def _follow(self, inbox: Inbox, working: Callable[[], None]) -> None:
        kept = since = await self.sync_positions.load(self.session.bookmark)
        await self.intake.begin()
        while True:
            told = await self.request.next(since, LATE_KEY_MS if self.intake.waits else WAIT_MS)
            self.readers.hear(told)
            await self.crypto.learn(told)
            await self.intake.take_late(inbox)
            for invited in told.invitations:
                self.invitations.enqueue(invited)
            await self.lost_rooms.arrive(inbox, told)
            if since is not None:
                await self._take_rooms(inbox, told, since)
            await self.lost_rooms.tell(inbox, told)
            await self.intake.keep()
            # Events that wait for their keys are read again after a crash; they hold it back by a round only.
            done = since if self.intake.waits else told.position
            if done is not None and done != kept:
                await self.sync_positions.save(self.session.bookmark, done)
            kept, since = done, told.position
            await self.quarantine.tell(inbox)
            await self._keep_keys()
            await self.intake.ask_for_keys()
            working()

    async def _take_rooms(self, inbox: Inbox, told: SyncAnswer, since: str) -> None:
        """Take what is new in the order in which it was said: one person may have written in two rooms.

        What a gap hides is read before anything is taken, since it is older than what is told.
        """
        rooms = [
            (room.room_id, await self._for_bot(room, since, told.position if told.afresh else None))
            for room in told.rooms
            if self.listener.cares(room.room_id)
        ]
        for room_id, event in by_time(rooms, homeserver(self.session.me)):
            await self.intake.take(inbox, room_id, event)

    async def _for_bot(self, room: RoomUpdate, since: str, until: str | None) -> Sequence[Json]:
        events, me = await self._events(room, since, until), self.session.me
        if self.lost_rooms.rooms.replaces(room.room_id) and first_arrival(events, me):
            return events  # A meeting goes on in it, and people may have been there before the bot.
        return after_arrival(events, me, direct=self.listener.direct(room.room_id))

    async def _events(self, room: RoomUpdate, since: str, until: str | None) -> Sequence[Json]:
        """What is new in a room; up to a position where the homeserver told afresh."""
        end = until or room.gap_before
        if not end:
            return room.timeline
        try:
            found = await self.timeline.between(room.room_id, since, end)
        except (OddAnswer, Refused) as problem:
            if isinstance(problem, OddAnswer) and not self._budget.ends(room.room_id, MOST_GAPS):
                raise
            self.quarantine.put("what was said in a room meanwhile", problem)
            return room.timeline
        self._budget.renew(room.room_id)
        return found if until else [*found, *room.timeline]

    async def _keep_keys(self) -> None:
        """Keys that cannot be had now are asked for again when they are needed; reading goes on."""
        try:
            await self.device_keys.keep()
        except (OddAnswer, Refused) as problem:
            log.warning("Matrix: keys cannot be had: %s", problem)
