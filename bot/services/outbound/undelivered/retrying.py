"""What a platform refused, tried again when its cause may have gone."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from bot.domain.meeting.state import Meeting
from bot.ports.clock import Clock
from bot.ports.store import Pending, Store, Transaction
from bot.services.meeting_repository import MeetingRepository, UnknownMeeting, UnreadableMeeting
from bot.services.outbound.actions import Action, Post
from bot.services.outbound.dispatch.handover import Handover
from bot.services.outbound.undelivered.lasting import still_so
from bot.services.serializer import Serializer

LATEST = timedelta(days=7)
"""Nothing is tried again that is older; what was set aside is forgotten by then."""


def try_again(
    tx: Transaction,
    serializer: Serializer,
    handover: Handover,
    meeting: Meeting,
    rows: Iterable[Pending],
    now: datetime,
) -> list[Action]:
    """Those of a meeting's rows that are still so, in their old order; the others are left for good.

    Returns what is tried; whoever delivers here is to look for it, for nobody hands it over. A channel or an
    invitation that was refused several times is asked for once.
    """
    tried: list[Action] = []
    for row in rows:
        action = _action(serializer, row)
        late = now - row.delivery.created >= LATEST
        asked = action in tried and not isinstance(action, Post)
        if action is None or late or asked or not still_so(tx, meeting, action):
            tx.outbox.leave(row.id)
        else:
            tx.outbox.again(row.id)
            tried.append(action)
    if tried:
        tx.commit.then(handover.look)
    return tried


def _action(serializer: Serializer, row: Pending) -> Action | None:
    try:
        return serializer.action(row.delivery.payload)
    except ValueError:
        return None  # Another version wrote it.


class StartingAgain(Struct, frozen=True):
    """When a platform is served, what it refused before is tried once more: its cause may be mended.

    Once only, so that a bot that starts again and again says nothing again and again.
    """

    store: Store
    repository: MeetingRepository
    handover: Handover
    clock: Clock
    wake: Callable[[], None]

    async def begins(self, platform: str) -> None:
        """The platform is connected."""
        if await self.store.write(lambda tx: self._try(tx, platform)):
            self.wake()

    def _try(self, tx: Transaction, platform: str) -> bool:
        rows = [row for row in tx.outbox.aside() if row.delivery.platform == platform and row.given_up == 1]
        tried = [self._of(tx, id, rows) for id in sorted({row.delivery.meeting for row in rows})]
        return any(tried)

    def _of(self, tx: Transaction, id: str, rows: Iterable[Pending]) -> bool:
        its = [row for row in rows if row.delivery.meeting == id]
        try:
            meeting = self.repository.load(tx, id).meeting
        except (UnknownMeeting, UnreadableMeeting):
            for row in its:
                tx.outbox.leave(row.id)
            return False
        serializer, now = self.repository.serializer, self.clock.now()
        return bool(try_again(tx, serializer, self.handover, meeting, its, now))
