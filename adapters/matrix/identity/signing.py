"""Having the device of the running bot signed, and telling where that cannot be."""

import logging
from collections.abc import Awaitable, Callable

from adapters.matrix.api import Refused
from adapters.matrix.identity.account import AccountIdentity, Unsigned
from adapters.matrix.identity.published import Device
from adapters.matrix.identity.standing import account_identity
from adapters.matrix.reconnecting import Reconnecting, Sleep
from adapters.matrix.session import Session
from adapters.matrix.settings import MatrixSettings
from bot.domain.message import say
from bot.ports.platform import Inbox, TryLater
from bot.ports.sync_positions import SyncPositions
from bot.services.log_redaction import redact

log = logging.getLogger(__name__)


class Signing:
    """Works beside the reading, which does not wait for it: unsigned, the bot serves most people."""

    def __init__(
        self, session: Session, settings: MatrixSettings, sync_positions: SyncPositions, sleep: Sleep
    ) -> None:
        self._session = session
        self._identity: AccountIdentity = account_identity(session, settings)
        self._sync_positions = sync_positions
        self._reconnecting = Reconnecting(sleep)

    async def keep(self, inbox: Inbox, ready: Callable[[], Awaitable[None]]) -> None:
        """Once the bot is connected and its keys are published: sign, however often that must be tried.

        And once more whenever it was signed in again: a homeserver that ends a login forgets the signature.
        """
        await ready()
        if self._session.client.olm is not None:
            self._shut_file()
            while True:
                self._session.entered.clear()
                while not await self._tried(inbox):
                    pass
                await self._session.entered.wait()

    async def _tried(self, inbox: Inbox) -> bool:
        """False if it is to be tried again."""
        try:
            await self._sign(inbox)
        except TryLater as error:
            await self._reconnecting.failed(error, error.after)
            return False
        except Exception as error:
            log.exception("Matrix: signing the bot's device failed", exc_info=redact(error))
            await self._reconnecting.failed(TryLater("the bot's device is not signed"))
            return False
        return True

    async def _sign(self, inbox: Inbox) -> None:
        device = self._device()
        told = f"matrix:unsigned:{device.ed25519}"
        try:
            await self._identity.sign(device)
        except (Unsigned, Refused) as error:
            log.warning("Matrix: the bot's device is not signed: %s", error)
            await inbox.warn(say("matrix-unsigned"), f"matrix/unsigned/{device.ed25519}")
            await self._sync_positions.save(told, "yes")
        else:
            if await self._sync_positions.load(told):
                await inbox.warn(say("matrix-signed"), f"matrix/signed/{device.ed25519}")
                await self._sync_positions.save(told, "")

    def _device(self) -> Device:
        client = self._session.client
        if client.olm is None:
            raise TryLater("the bot is not signed in")
        keys = client.olm.account.identity_keys
        return Device(str(client.device_id), keys["ed25519"], keys["curve25519"])

    def _shut_file(self) -> None:
        """A file that was copied back from somewhere may have lost its protection."""
        file = self._identity.file
        if file.shut():
            log.warning("Matrix: others than its owner could read %s; now they cannot", file.path)
