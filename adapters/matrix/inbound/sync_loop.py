"""The sync loop: everything is handed in before the position is kept, so nothing is lost by a crash."""

import asyncio
from collections.abc import Callable

from nio import (
    AsyncClient,
    EncryptionError,
    InviteMemberEvent,
    KeysClaimResponse,
    KeysQueryResponse,
    KeysUploadResponse,
    MegolmEvent,
    SyncResponse,
)

from adapters.matrix.api import ask, no_answer
from adapters.matrix.inbound.invitations import Invitation, InvitationHandler
from adapters.matrix.inbound.listener import Listener
from adapters.matrix.inbound.timeline import TYPES, AnyEvent, events_since
from bot.ports.platform import Inbox
from bot.ports.sync_positions import SyncPositions

WAIT_MS = 30_000
LATE_KEY_MS = 3_000
"""How long the key of an encrypted message may take to come behind it."""
ROUND_SECONDS = 60
FIRST_SECONDS = 300
FILTER = {
    "presence": {"types": []},
    "account_data": {"types": []},
    "room": {
        "account_data": {"types": []},
        "ephemeral": {"types": []},
        "state": {"types": ["m.room.member", "m.room.encryption"], "lazy_load_members": True},
        "timeline": {"types": TYPES, "limit": 50, "lazy_load_members": True},
    },
}


class SyncLoop:
    """Reads one account's rooms."""

    def __init__(
        self,
        client: AsyncClient,
        sync_positions: SyncPositions,
        listener: Listener,
        invitations: InvitationHandler,
    ) -> None:
        self._client = client
        self._sync_positions = sync_positions
        self._listener = listener
        self._invitations = invitations
        self._late: list[tuple[str, MegolmEvent]] = []
        self._knows_rooms = False

    def forget_rooms(self) -> None:
        """Begin with the state of every room again: somebody else may have read on meanwhile."""
        self._knows_rooms = False

    async def follow(self, inbox: Inbox, working: Callable[[], None]) -> None:
        """Read on from the kept position until something fails; `working` is called after each round."""
        name = f"matrix:sync:{self._client.user_id}:{self._client.device_id}"
        since = await self._sync_positions.load(name)
        self._client.next_batch = since or ""  # nio moves it on even if what came was not handed in
        self._late = []
        while True:
            answer = await self._sync(since)
            await self._open_late(inbox)
            await self._hand_in(inbox, answer, since)
            since = str(answer.next_batch)
            if not self._late:
                await self._sync_positions.save(name, since)
            await self._keep_keys()
            working()

    async def _sync(self, since: str | None) -> SyncResponse:
        first = not self._knows_rooms
        wait = 0 if first else LATE_KEY_MS if self._late else WAIT_MS
        request = self._client.sync(wait, FILTER, since, full_state=first)
        try:
            async with asyncio.timeout(FIRST_SECONDS if first else ROUND_SECONDS):
                answer = await ask(request, SyncResponse)
        except TimeoutError as error:
            raise no_answer(error) from error
        self._knows_rooms = True
        return answer

    async def _hand_in(self, inbox: Inbox, answer: SyncResponse, since: str | None) -> None:
        for room_id, asked in answer.rooms.invite.items():
            for event in asked.invite_state:
                if isinstance(event, InviteMemberEvent) and event.state_key == self._client.user_id:
                    self._invitations.enqueue(
                        Invitation(room_id, event.sender, bool(event.content.get("is_direct")))
                    )
        for room_id, room in answer.rooms.join.items():
            if room.timeline.limited and room_id in self._client.rooms:
                self._client.rooms[room_id].members_synced = False  # lazy loading hides who came in the gap
            if since is not None and self._listener.cares(room_id):
                direct = self._listener.direct(room_id)
                for event in await events_since(self._client, room_id, room.timeline, since, direct=direct):
                    await self._hear(inbox, room_id, event)

    async def _hear(self, inbox: Inbox, room_id: str, event: AnyEvent) -> None:
        if isinstance(event, MegolmEvent) and self._client.olm:
            event.room_id = room_id
            opened = self._opened(event)
            if opened is None:
                self._late.append((room_id, event))
                return
            event = opened
        await self._listener.hear(inbox, room_id, event.source)

    async def _open_late(self, inbox: Inbox) -> None:
        """Try those once more whose keys were missing in the round before."""
        late, self._late = self._late, []
        for room_id, event in late:
            await self._listener.hear(inbox, room_id, (self._opened(event) or event).source)

    def _opened(self, event: MegolmEvent) -> AnyEvent | None:
        try:
            opened: AnyEvent = self._client.decrypt_event(event)
        except EncryptionError:
            return None
        return opened

    async def _keep_keys(self) -> None:
        client = self._client
        if client.should_upload_keys:
            await ask(client.keys_upload(), KeysUploadResponse)
        if client.should_query_keys:
            await ask(client.keys_query(), KeysQueryResponse)
        if client.should_claim_keys:
            await ask(client.keys_claim(client.get_users_for_key_claiming()), KeysClaimResponse)
        await ask(client.send_to_device_messages(), list)
