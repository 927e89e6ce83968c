"""nio's Olm, which also takes a key that was asked for from the device that made it, and no flood of keys."""

import asyncio
import logging

from msgspec import Struct
from nio import ForwardedRoomKeyEvent, MegolmEvent
from nio.crypto import InboundGroupSession, Olm
from nio.store import MatrixStore
from vodozemac import SessionKeyDecodeException

log = logging.getLogger(__name__)

MOST_KEYS = 500
"""So many keys of rooms are taken of one device ..."""
WITHIN_SECONDS = 3600.0
"""... within this time; clients make one for a hundred messages."""
MOST_DEVICES = 1000
"""Of so many it is remembered how many keys they gave."""


class AskedKey(Struct, frozen=True):
    """A key that was asked for: of which room, from whom, and the device that made it."""

    room_id: str
    user: str
    sender_key: str


class AskingOlm(Olm):
    """As nio has it but for what is said of each method."""

    def __init__(self, user_id: str, device_id: str, store: MatrixStore) -> None:
        super().__init__(user_id, device_id, store)
        self.asked: dict[str, AskedKey] = {}
        self.unheard: set[str] = set()
        """Those of them that may have been answered in a broken conversation: to be asked for again."""
        self._twice: set[str] = set()
        self.refused = 0
        """How many keys were too many."""
        self._given: dict[str, tuple[float, int]] = {}

    def check_if_wedged(self, event: MegolmEvent) -> None:
        """Where nio asks for the same key at each look, KeyRequests asks once."""
        try:
            self.device_store[event.sender][event.device_id]
        except KeyError:
            self.users_for_key_query.add(event.sender)

    def get_users_for_key_claiming(self) -> dict[str, list[str]]:
        """With these a conversation is begun anew; what was answered in the broken one is lost."""
        anew = {(device.user_id, device.curve25519) for device in self.wedged_devices}
        lost = {id for id, key in self.asked.items() if (key.user, key.sender_key) in anew}
        self.unheard |= lost - self._twice
        self._twice = (self._twice | lost) & self.asked.keys()
        return super().get_users_for_key_claiming()

    def create_group_session(
        self, sender_key: str, sender_fp_key: str, room_id: str, session_id: str, session_key: str
    ) -> None:
        """Anybody may send keys, for rooms that are not; they are kept for ever."""
        if self._too_many(sender_key):
            self.refused += 1
            if self.refused & (self.refused - 1) == 0:
                log.warning("Matrix: a device gives more keys than clients do (%d left out)", self.refused)
            return
        super().create_group_session(sender_key, sender_fp_key, room_id, session_id, session_key)

    def _handle_forwarded_room_key_event(
        self, sender: str, sender_key: str, payload: dict[str, dict[str, str]]
    ) -> ForwardedRoomKeyEvent | None:
        """Not from own devices, as nio has it: a device that gives again what it made is as good."""
        event = ForwardedRoomKeyEvent.from_dict(payload, sender, sender_key)
        if not isinstance(event, ForwardedRoomKeyEvent):
            return None
        content = payload["content"]
        given = AskedKey(event.room_id, sender, content["sender_key"])
        if given.sender_key != sender_key or self.asked.get(event.session_id) != given:
            return None
        try:
            session = InboundGroupSession.import_session(
                content["session_key"], payload["keys"]["ed25519"], sender_key, event.room_id, []
            )
        except SessionKeyDecodeException:
            return None
        if session.id != event.session_id:
            return None
        del self.asked[event.session_id]
        if self.inbound_group_store.add(session):
            self.save_inbound_group_session(session)
        return event

    def _too_many(self, sender_key: str) -> bool:
        now = asyncio.get_running_loop().time()
        since, given = self._given.pop(sender_key, (now, 0))
        if now - since > WITHIN_SECONDS:
            since, given = now, 0
        while len(self._given) >= MOST_DEVICES:
            del self._given[next(iter(self._given))]
        self._given[sender_key] = since, given + 1
        return given >= MOST_KEYS
