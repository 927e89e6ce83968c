"""Matrix as the bot's Platform: what the port asks for, each by the part that does it."""

import asyncio
from collections.abc import Sequence
from functools import partial

from adapters.matrix.connection import Connection
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
from adapters.matrix.outbound.hands import MatrixHands
from adapters.matrix.outbound.history import MatrixHistory
from adapters.matrix.outbound.markup import NAME, PREFIX
from adapters.matrix.outbound.own_room import OwnRoom
from adapters.matrix.outbound.sender import Sender
from adapters.matrix.outbound.threads import Threads
from adapters.matrix.problems import inspected
from adapters.matrix.quarantine import Quarantine
from adapters.matrix.reconnecting import Reconnecting, Sleep
from adapters.matrix.relay.copies import MatrixRelaying
from adapters.matrix.relay.files import MatrixFiles
from adapters.matrix.room_news.lost_rooms import lost_rooms
from adapters.matrix.rooms.channels import Channels
from adapters.matrix.rooms.direct_rooms import DirectRooms
from adapters.matrix.rooms.joining import MatrixJoining
from adapters.matrix.rooms.pins import MatrixPins
from adapters.matrix.rooms.premises import MatrixPremises
from adapters.matrix.rooms.readers import Readers
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
from bot.ports.platform import Answering, ChannelSpec, Inbox
from bot.ports.sync_positions import SyncPositions


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
        readers = Readers(self._rooms, clock, lambda: session.me)
        self._direct_rooms = DirectRooms(session.api, self._rooms, readers, settings.bridged)
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
        rooms = self._rooms, self._direct_rooms, self._waiting_rooms
        self._invitations = InvitationHandler(session.api, *rooms, clock, sleep)
        self._removal = MatrixRemoval(session, self._rooms, self._direct_rooms, self._seeds)
        copying = self._sender, self._history, self._removal, MatrixFiles(session.api, crypto)
        self._threads = Threads(session.api)
        self._relaying = MatrixRelaying(session, self._rooms, *copying, settings.bridged, self._threads)
        self._hands = MatrixHands(session, self._rooms, HandReactions(sync_positions))
        self._listener = Listener(
            session,
            crypto,
            *rooms,
            self._hands.hand_reactions,
            Offered(session, crypto, clock),
            clock,
            partial(is_command, commands),
            self._relaying.listening,
            partial(is_command, [each for each in commands if each.who is Who.ORGANISER]),
            settings.bridged,
            self._threads.heard,
        )
        self._answers = Answers(
            self._rooms, self._direct_messages, self._sender, self._threads, self._listener.direct
        )
        late_keys = LateKeys.of(session, crypto, sync_positions, clock)
        lost = lost_rooms(session, self._rooms, sync_positions, quarantine)
        sync_request = SyncRequest(session)
        sync_loop = SyncLoop(
            session,
            sync_request,
            readers,
            Timeline(session.api),
            crypto,
            device_keys,
            self._listener,
            EventIntake(crypto, self._listener, quarantine, late_keys),
            self._invitations,
            lost,
            sync_positions,
            quarantine,
        )
        self._connection = Connection(
            session,
            self._rooms,
            self._direct_rooms,
            self._waiting_rooms,
            self._listener,
            self._invitations,
            lost,
            sync_loop,
            Signing(session, settings, sync_positions, sleep),
            Renewal(session, sync_positions),
            self._seeds,
            Reconnecting(sleep),
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
            pins=MatrixPins(self._rooms),
            relaying=self._relaying,
            joining=MatrixJoining(self._session.api, self._rooms, lambda: self._session.me),
            hands=self._hands,
            in_rooms=Choosing.SIGNS,
            in_private=Choosing.NUMBERS,
        )

    async def run(self, inbox: Inbox) -> None:
        """Stay connected until cancelled, each time anew; Misconfigured where trying again is of no use."""
        await self._connection.keep(inbox)

    async def ready(self) -> None:
        """Return once the rooms are known."""
        await self._connection.known()

    async def post(self, place: Place, document: Document, key: str) -> str:
        """Post in a room; the signs of what is offered follow."""
        room_id = await self._rooms.id_of(place)
        asked = await self._threads.asked(room_id, document.answers)
        message = await self._sender.post(room_id, document, key, asked.beside)
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
        return await inspected(self._settings, places, beside, self._trying)
