"""Matrix as the bot's Platform: what the port asks for, each by the part that does it."""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial

from adapters.matrix.api import SignedOut
from adapters.matrix.encryption.crypto import Crypto
from adapters.matrix.encryption.device_keys import DeviceKeys
from adapters.matrix.encryption.group_encryption import GroupEncryption
from adapters.matrix.encryption.late_keys import LateKeys
from adapters.matrix.identity.signing import Signing
from adapters.matrix.inbound.event_intake import EventIntake
from adapters.matrix.inbound.hand_reactions import HandReactions
from adapters.matrix.inbound.invitations import InvitationHandler
from adapters.matrix.inbound.listener import Listener
from adapters.matrix.inbound.sync_loop import SyncLoop
from adapters.matrix.inbound.sync_request import SyncRequest
from adapters.matrix.inbound.timeline import Timeline
from adapters.matrix.login.renewal import Renewal
from adapters.matrix.offers.offered import Offered
from adapters.matrix.offers.seeds import Seeds
from adapters.matrix.outbound.answers import Answers
from adapters.matrix.outbound.direct_messages import DirectMessages
from adapters.matrix.outbound.history import MatrixHistory
from adapters.matrix.outbound.markup import NAME, PREFIX
from adapters.matrix.outbound.own_room import OwnRoom
from adapters.matrix.outbound.sender import Sender
from adapters.matrix.problems import inspected
from adapters.matrix.quarantine import Quarantine
from adapters.matrix.reconnecting import Reconnecting, Sleep
from adapters.matrix.rooms.channels import Channels
from adapters.matrix.rooms.direct_rooms import DirectRooms
from adapters.matrix.rooms.joining import MatrixJoining
from adapters.matrix.rooms.lost_rooms import LostRooms
from adapters.matrix.rooms.pins import MatrixPins
from adapters.matrix.rooms.premises import MatrixPremises
from adapters.matrix.rooms.removal import MatrixRemoval
from adapters.matrix.rooms.rights import moderates
from adapters.matrix.rooms.rooms import Rooms
from adapters.matrix.rooms.waiting_rooms import WaitingRooms
from adapters.matrix.session import Session
from adapters.matrix.settings import MatrixSettings
from bot.commands.input.parsing import is_command
from bot.commands.model import Command, Who
from bot.domain.identity import Identity, Place
from bot.messages.document import Choosing, Document
from bot.ports.capabilities import Capabilities
from bot.ports.clock import Clock
from bot.ports.inspection import Inspection
from bot.ports.platform import Answering, ChannelSpec, Inbox, Misconfigured, TryLater
from bot.ports.sync_positions import SyncPositions
from bot.services.log_redaction import redact

log = logging.getLogger(__name__)


class MatrixPlatform:
    """One account on one homeserver."""

    def __init__(
        self,
        settings: MatrixSettings,
        sync_positions: SyncPositions,
        clock: Clock,
        places: Sequence[Place],
        commands: Sequence[Command],
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._settings, self._trying = settings, (clock, sleep)
        self._session = session = Session(settings)
        self._rooms = Rooms(session.api, places)
        self._direct_rooms = DirectRooms(session.api, self._rooms)
        quarantine = Quarantine()
        crypto = Crypto(session.client, quarantine)
        device_keys = DeviceKeys(session.client, session.api, quarantine)
        group_encryption = GroupEncryption(session.client, session.api, device_keys, quarantine)
        self._sender = Sender(session.api, self._rooms, crypto, group_encryption)
        self._direct_messages = DirectMessages(self._direct_rooms, self._sender)
        self._history = MatrixHistory(session.api, session.me, self._rooms, self._direct_messages, crypto)
        self._own_room = OwnRoom(session, clock, sleep)
        self._seeds = Seeds(self._sender, self._own_room)
        self._channels = Channels(session.api, self._rooms)
        self._waiting_rooms = WaitingRooms(self._rooms, sync_positions, clock)
        self._premises = MatrixPremises(self._rooms, self._channels, self._waiting_rooms, lambda: session.me)
        self._invitations = InvitationHandler(
            session.api, self._rooms, self._direct_rooms, self._waiting_rooms, clock, sleep
        )
        self._removal = MatrixRemoval(session, self._rooms, self._direct_rooms, self._seeds)
        self._pins = MatrixPins(self._rooms)
        self._listener = Listener(
            session,
            crypto,
            self._rooms,
            self._direct_rooms,
            self._waiting_rooms,
            HandReactions(sync_positions),
            Offered(session, crypto, clock),
            clock,
            partial(is_command, commands),
            partial(is_command, [each for each in commands if each.who is Who.ORGANISER]),
        )
        self._answers = Answers(self._rooms, self._direct_messages, self._sender, self._listener.direct)
        self._sync_request = SyncRequest(session)
        self._sync_loop = self._reading(sync_positions, crypto, device_keys, quarantine)
        self._signing = Signing(session, settings, sync_positions, sleep)
        self._renewal, self._reconnecting = Renewal(session, sync_positions), Reconnecting(sleep)
        self._prepared, self._ready = False, asyncio.Event()

    def _reading(
        self, sync_positions: SyncPositions, crypto: Crypto, device_keys: DeviceKeys, quarantine: Quarantine
    ) -> SyncLoop:
        late_keys = LateKeys.of(self._session, crypto, sync_positions, self._trying[0])
        return SyncLoop(
            self._session,
            self._sync_request,
            Timeline(self._session.api),
            crypto,
            device_keys,
            self._listener,
            EventIntake(crypto, self._listener, quarantine, late_keys),
            self._invitations,
            LostRooms(self._session, self._rooms, quarantine),
            sync_positions,
            quarantine,
        )

    @property
    def name(self) -> str:
        """The platform's word."""
        return NAME

    @property
    def capabilities(self) -> Capabilities:
        """In a Matrix room everybody sees everything."""
        return Capabilities(
            PREFIX,
            private_replies=False,
            edits=True,
            open_channels=True,
            history=self._history,
            limit=self._own_room,
            premises=self._premises,
            removal=self._removal,
            pins=self._pins,
            joining=MatrixJoining(self._session.api, self._rooms, lambda: self._session.me),
            in_rooms=Choosing.SIGNS,
            in_private=Choosing.NUMBERS,
        )

    async def run(self, inbox: Inbox) -> None:
        """Stay connected until cancelled, each time anew; Misconfigured where trying again is of no use."""
        if self._settings.store_key is None:
            log.warning("Matrix: no store_key is set, encrypted messages cannot be read")
        work = (
            self._invitations.keep(inbox),
            self._waiting_rooms.keep(inbox),
            self._signing.keep(inbox, self.ready),
            self._seeds.keep(),
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
            self._ready.clear()
            self._sync_request.forget_rooms()
            await self._session.close()

    async def ready(self) -> None:
        """Return once the rooms are known."""
        await self._ready.wait()

    async def post(self, place: Place, document: Document, key: str) -> str:
        """Post in a room; the signs of what is offered follow."""
        room_id = await self._rooms.id_of(place)
        message = await self._sender.post(room_id, document, key)
        self._seeds.put(room_id, message, document.choices)
        return message

    async def edit(self, place: Place, message: str, document: Document, key: str) -> None:
        """Replace a message."""
        room_id = await self._rooms.id_of(place)
        await self._sender.edit(room_id, message, document, key)
        self._seeds.put(room_id, message, document.choices)

    async def direct_message(
        self, to: Identity, document: Document, key: str, answering: Answering | None = None
    ) -> str:
        """Answer in the direct chat; whoever asked in a room sees a mark there that it was taken."""
        return await self._answers.answer(to.id, document, key, answering)

    async def open_channel(self, spec: ChannelSpec, key: str) -> Place:
        """Make a private room, or find it by its marker; what is said there is heard from now on."""
        del key  # the marker does a key's work
        place = Place(NAME, await self._channels.open(spec, self._session.me))
        self._rooms.add([place])
        return place

    async def invite(self, place: Place, who: Identity, coordinator: bool = False) -> None:
        """Ask somebody into a private room; a coordinator gets power level 100 there."""
        await self._channels.invite(await self._rooms.id_of(place), who.id, coordinator)

    async def may_moderate(self, who: Identity, place: Place) -> bool:
        """Whether somebody has power level 50 in a meeting's room; power anywhere else means nothing."""
        if who.platform != NAME or not self._rooms.configured(place):
            return False
        return await moderates(self._rooms, await self._rooms.id_of(place), who.id)

    async def inspect(self, places: Sequence[Place], beside: Sequence[Sequence[Place]] = ()) -> Inspection:
        """What stands in the way of serving these rooms."""
        del beside
        return await inspected(self._settings, places, self._trying)

    async def _stay_connected(self, inbox: Inbox) -> None:
        """Connect and read until something fails, then wait."""
        try:
            await self._connect(inbox)
            await self._sync_loop.follow(inbox, self._works)
        except Misconfigured:
            raise
        except SignedOut as error:
            self._session.sign_out()
            await self._reconnecting.failed(error)
        except TryLater as error:
            await self._reconnecting.failed(error, error.after)
        except Exception as error:
            log.exception("Matrix: a round failed", exc_info=redact(error))
            await self._reconnecting.failed(error)

    async def _connect(self, inbox: Inbox) -> None:
        if not self._session.signed_in:
            await self._session.sign_in()
        await self._renewal.follow(inbox)
        if not self._prepared:
            await self._rooms.enter()
            await self._direct_rooms.load(self._session.me)
            await self._waiting_rooms.load()
            await self._listener.learn_name()
            await self._invitations.find_waiting(self._session.me)
            self._prepared = True

    def _works(self) -> None:
        self._reconnecting.succeeded()
        self._ready.set()
