"""Signed in, in the rooms, and reading: again and again, until somebody ends it."""

import asyncio
import logging

from msgspec import Struct, field

from adapters.matrix.api import SignedOut
from adapters.matrix.identity.signing import Signing
from adapters.matrix.inbound.invitations import InvitationHandler
from adapters.matrix.inbound.listener import Listener
from adapters.matrix.inbound.sync_loop import SyncLoop
from adapters.matrix.login.renewal import Renewal
from adapters.matrix.offers.seeds import Seeds
from adapters.matrix.reconnecting import Reconnecting
from adapters.matrix.room_news.lost_rooms import LostRooms
from adapters.matrix.rooms.direct_rooms import DirectRooms
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.rooms.waiting_rooms import WaitingRooms
from adapters.matrix.session import Session
from bot.ports.platform import Inbox, Misconfigured, TryLater
from bot.services.log_redaction import redact

log = logging.getLogger(__name__)


class Connection(Struct):
    """What is done while the account is served."""

    session: Session
    rooms: Rooms
    direct_rooms: DirectRooms
    waiting_rooms: WaitingRooms
    listener: Listener
    invitations: InvitationHandler
    lost_rooms: LostRooms
    sync_loop: SyncLoop
    signing: Signing
    renewal: Renewal
    seeds: Seeds
    reconnecting: Reconnecting
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    """Set while the rooms are known."""
    _prepared: bool = False

    async def keep(self, inbox: Inbox) -> None:
        """Until cancelled; Misconfigured where trying again is of no use."""
        if not self.session.client.config.encryption_enabled:
            log.warning("Matrix: no store_key is set, encrypted messages cannot be read")
        work = (
            self.invitations.keep(inbox),
            self.waiting_rooms.keep(inbox),
            self.signing.keep(inbox, self.known),
            self.seeds.keep(),
        )
        beside = [asyncio.create_task(each) for each in work]
        try:
            while True:
                await self._stay_connected(inbox)
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            self._prepared = False
            self.ready.clear()
            self.sync_loop.request.forget_rooms()
            await self.session.close()

    async def known(self) -> None:
        """Return once the rooms are known."""
        await self.ready.wait()

    async def _stay_connected(self, inbox: Inbox) -> None:
        """Connect and read until something fails, then wait."""
        try:
            await self._connect(inbox)
            await self.sync_loop.follow(inbox, self._works)
        except Misconfigured:
            raise
        except SignedOut as error:
            self.session.sign_out()
            await self.reconnecting.failed(error)
        except TryLater as error:
            await self.reconnecting.failed(error, error.after)
        except Exception as error:
            log.exception("Matrix: a round failed", exc_info=redact(error))
            await self.reconnecting.failed(error)

    async def _connect(self, inbox: Inbox) -> None:
        if not self.session.signed_in:
            await self.session.sign_in()
            self.sync_loop.crypto.forget()  # Another process may have been told more meanwhile.
        await self.renewal.follow(inbox)
        if not self._prepared:
            await self.lost_rooms.load()
            await self.rooms.enter()
            await self.direct_rooms.load(self.session.me)
            await self.waiting_rooms.load()
            await self.listener.learn_name()
            await self.invitations.find_waiting(self.session.me)
            self._prepared = True

    def _works(self) -> None:
        self.reconnecting.succeeded()
        self.ready.set()
