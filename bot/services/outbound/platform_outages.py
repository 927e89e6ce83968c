"""A platform that is not served any more, and that it is again: told to the moderators, each once."""

from collections.abc import Callable

from msgspec import Struct

from bot.domain.message import say
from bot.ports.clock import Clock
from bot.ports.store import Store, Transaction
from bot.services.event_writer import Cause, EventWriter
from bot.services.meeting_repository import MeetingRepository
from bot.services.outbound.warning import warn_moderators


class PlatformOutages(Struct, frozen=True):
    """Remembers in the store which platform stands still, so that whoever serves it next can tell its end."""

    store: Store
    repository: MeetingRepository
    event_writer: EventWriter
    clock: Clock
    wake: Callable[[], None]

    async def begins(self, platform: str) -> None:
        """Tell the rooms on the others. Those on the platform itself hear of it when it is over."""

        def begin(tx: Transaction) -> bool:
            now = self.clock.now()
            if not tx.outages.begin(platform, now):
                return False
            notice, cause = (
                say("platform-stopped", platform=platform),
                Cause(f"{platform}:stopped:{now}", now),
            )
            warn_moderators(tx, self.repository, self.event_writer, notice, cause, besides=platform)
            return True

        await self._note(begin)

    async def ends(self, platform: str) -> None:
        """Tell all rooms, if it stood still; also where this process was not there then."""

        def end(tx: Transaction) -> bool:
            since = tx.outages.end(platform)
            if since is None:
                return False
            notice = say("platform-back", platform=platform)
            cause = Cause(f"{platform}:back:{since}", self.clock.now())
            warn_moderators(tx, self.repository, self.event_writer, notice, cause)
            return True

        await self._note(end)

    async def _note(self, work: Callable[[Transaction], bool]) -> None:
        if await self.store.write(work):
            self.wake()
