"""What follows from a new device: it reads on where the old one was, and moderators are told."""

import logging

from msgspec import Struct

from adapters.matrix.outbound.markup import NAME
from adapters.matrix.session import Session
from bot.domain.message import say
from bot.ports.platform import Inbox
from bot.ports.sync_positions import SyncPositions

log = logging.getLogger(__name__)


class Renewal(Struct, frozen=True):
    """Remembered beside the login until it is done, whatever happens in between."""

    session: Session
    sync_positions: SyncPositions

    async def follow(self, inbox: Inbox) -> None:
        """Harmless if it is done already."""
        old = self.session.instead_of
        if not old:
            return
        device = str(self.session.client.device_id)
        log.warning("Matrix: the keys of device %s were lost; %s is in its place", old, device)
        position = await self.sync_positions.load(self.session.bookmark_of(old))
        if position and not await self.sync_positions.load(self.session.bookmark):
            await self.sync_positions.save(self.session.bookmark, position)
        await inbox.warn(say("matrix-new-device"), f"{NAME}/new-device/{device}")
        self.session.has_followed()
