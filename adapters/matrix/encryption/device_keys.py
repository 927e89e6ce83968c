"""The keys of those who are in encrypted rooms: one odd device leaves itself out, and nobody else."""

import logging
from collections.abc import Collection, Mapping, Sequence

from nio import (
    AsyncClient,
    ErrorResponse,
    JoinedMembersResponse,
    KeysClaimResponse,
    KeysQueryResponse,
    KeysUploadResponse,
    Response,
    ToDeviceResponse,
)

from adapters.matrix.api import Api, OddAnswer, Refused, SignedOut, ask, route
from adapters.matrix.inbound.sync_answer import objects, part
from adapters.matrix.quarantine import Quarantine
from bot.ports.platform import TryLater
from bot.services.log_redaction import redact

log = logging.getLogger(__name__)

CLAIM_MS = 10_000
"""How long the homeserver may ask others' homeservers for keys."""


class DeviceKeys:
    """Publishes one's own keys, and asks for others' as far as they are missing."""

    def __init__(self, client: AsyncClient, api: Api, quarantine: Quarantine) -> None:
        self._client = client
        self._api = api
        self._quarantine = quarantine
        self._unanswered: set[str] = set()

    async def keep(self) -> None:
        """What nio wants done after each answer of the homeserver."""
        if self._client.should_upload_keys:
            await ask(self._client.keys_upload(), KeysUploadResponse)
        await self.find_devices()
        if self._client.should_claim_keys:
            await self.claim(self._client.get_users_for_key_claiming())
        await self._send_waiting()

    async def find_devices(self, among: Collection[str] = ()) -> None:
        """Ask whose devices are not known or changed; and again, among some, for those not answered before.

        Not again each time: it may be their homeserver that is slow or gone.
        """
        wanted = sorted(self._client.users_for_key_query | self._unanswered.intersection(among))
        if not wanted:
            return
        asked: dict[str, list[str]] = {user: [] for user in wanted}
        answer = await self._api.call("POST", route("keys", "query"), {"device_keys": asked})
        found = part(answer, "device_keys", dict)
        for user in wanted:
            self._client.users_for_key_query.discard(user)
            if user not in found:
                self._unanswered.add(user)
                continue
            self._unanswered.discard(user)
            with self._quarantine.apart("the devices of somebody"):
                await self._take(KeysQueryResponse.from_dict({"device_keys": {user: found[user]}}))

    async def find_members(self, room_id: str) -> None:
        """Learn everybody who is in a room, and who was asked in and may read what is said until they come.

        Somebody may have been asked in just now, of which no answer to /sync has told yet.
        """
        answer = await self._api.call("GET", route("rooms", room_id, "joined_members"))
        joined = {
            user: {"display_name": part(told, "display_name", str) or None}
            for user, told in part(answer, "joined", dict).items()
            if isinstance(told, dict)
        }
        invited = await self._invited(room_id)
        await self._take(JoinedMembersResponse.from_dict({"joined": joined}, room_id))
        room, olm = self._client.rooms.get(room_id), self._client.olm
        if room is not None and olm is not None:
            for user in invited:
                room.add_member(user, None, None, invited=True)
            self._client.users_for_key_query.update(set(invited) - olm.tracked_users)

    async def _invited(self, room_id: str) -> Sequence[str]:
        asked = f"{route('rooms', room_id, 'members')}?membership=invite"
        events = objects(await self._api.call("GET", asked), "chunk")
        users = [
            user
            for event in events
            if part(event, "content", dict).get("membership") == "invite"
            and isinstance(user := event.get("state_key"), str)
        ]
        return users if users and await self._reads_before_coming(room_id) else ()

    async def _reads_before_coming(self, room_id: str) -> bool:
        try:
            found = await self._api.call("GET", route("rooms", room_id, "state", "m.room.history_visibility"))
        except Refused:
            return True  # as rooms are that do not say
        return found.get("history_visibility") != "joined"

    async def claim(self, wanted: Mapping[str, Collection[str]]) -> None:
        """Begin conversations with devices; those that give no good key for it are left out."""
        asked = {user: dict.fromkeys(devices, "signed_curve25519") for user, devices in wanted.items()}
        body = {"one_time_keys": asked, "timeout": CLAIM_MS}
        found = part(await self._api.call("POST", route("keys", "claim"), body), "one_time_keys", dict)
        for user, devices in asked.items():
            given = part(found, user, dict)
            for device in devices:
                if device in given:
                    with self._quarantine.apart("a key of somebody's device"):
                        one = {"one_time_keys": {user: {device: given[device]}}}
                        await self._take(KeysClaimResponse.from_dict(one))

    async def _send_waiting(self) -> None:
        """What nio wants to tell other devices; what cannot be told is dropped, not to be tried for ever."""
        waiting = self._client.outgoing_to_device_messages
        for message in list(waiting):
            try:
                await ask(self._client.to_device(message), ToDeviceResponse)
            except OddAnswer as problem:
                log.info("Matrix: a message to a device was not sent: %s", problem)
            except (SignedOut, TryLater):
                raise
            except Exception as problem:
                log.exception("Matrix: a message to a device was not sent", exc_info=redact(problem))
            if message in waiting:
                waiting.remove(message)

    async def _take(self, response: object) -> None:
        """Let nio take in an answer, or a part of one."""
        if not isinstance(response, Response) or isinstance(response, ErrorResponse):
            raise TypeError("nio does not read it")
        await self._client.receive_response(response)
