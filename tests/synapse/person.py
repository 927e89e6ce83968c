"""Somebody on the homeserver, using Matrix by plain HTTP as any client does."""

import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from io import BytesIO
from urllib.parse import quote

from aiohttp import ClientSession
from msgspec import Struct

from tests.synapse.server import Synapse

Json = dict[str, object]


class HomeserverRefused(Exception):
    """The homeserver said no; `code` is Matrix's word for why."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code


@asynccontextmanager
async def people(synapse: Synapse) -> AsyncIterator["People"]:
    """A door to the homeserver for as many people as a test needs."""
    async with ClientSession(synapse.url) as http:
        yield People(http)


class People(Struct, frozen=True):
    """Makes accounts."""

    http: ClientSession

    async def person(self, name: str) -> "Person":
        """A new account; the name is its display name, its id is made unique."""
        nobody = Person(self.http, "", "", "")
        body = {
            "auth": {"type": "m.login.dummy"},
            "username": f"{name.lower()}-{secrets.token_hex(4)}",
            "password": "secret",
        }
        made = await nobody.call("POST", "/register", body)
        person = Person(self.http, str(made["user_id"]), "secret", str(made["access_token"]))
        await person.call("PUT", f"/profile/{quote(person.id)}/displayname", {"displayname": name})
        return person


class Person(Struct, frozen=True):
    """One account, logged in."""

    http: ClientSession
    id: str
    password: str
    token: str

    def __repr__(self) -> str:
        return f"Person({self.id})"

    async def call(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Json:
        """Any request of the client-server API; raises HomeserverRefused."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        url = f"/_matrix/client/v3{path}"
        async with self.http.request(method, url, json=body, headers=headers) as response:
            answer: Json = await response.json()
        if "errcode" in answer:
            raise HomeserverRefused(str(answer["errcode"]), str(answer.get("error")))
        return answer

    async def download(self, mxc: str) -> bytes:
        """What was uploaded under this address ("mxc://server/id")."""
        url = f"/_matrix/client/v1/media/download/{mxc.removeprefix('mxc://')}"
        headers = {"Authorization": f"Bearer {self.token}"}
        async with self.http.get(url, headers=headers) as response:
            response.raise_for_status()
            return await response.read()

    async def upload(self, content: bytes) -> str:
        """Give the homeserver a file; returns its address ("mxc://server/id")."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/octet-stream"}
        url, body = "/_matrix/media/v3/upload", BytesIO(content)
        async with self.http.post(url, data=body, headers=headers) as response:
            answer: Json = await response.json()
        return str(answer["content_uri"])

    async def create_room(self, **options: object) -> str:
        """A room of one's own; options as of /createRoom."""
        return str((await self.call("POST", "/createRoom", options))["room_id"])

    async def join(self, room: str) -> None:
        """Go in."""
        await self.call("POST", f"/join/{quote(room)}", {})

    async def leave(self, room: str) -> None:
        """Go out, or decline an invitation."""
        await self.call("POST", f"/rooms/{quote(room)}/leave", {})

    async def invite(self, room: str, who: str) -> None:
        """Ask somebody in."""
        await self.call("POST", f"/rooms/{quote(room)}/invite", {"user_id": who})

    async def send(self, room: str, content: Mapping[str, object], kind: str = "m.room.message") -> str:
        """Send any event; returns its id."""
        path = f"/rooms/{quote(room)}/send/{kind}/{secrets.token_hex(8)}"
        return str((await self.call("PUT", path, content))["event_id"])

    async def say(self, room: str, text: str) -> str:
        """An ordinary message."""
        return await self.send(room, {"msgtype": "m.text", "body": text})

    async def react(self, room: str, event: str, key: str) -> str:
        """A reaction to a message."""
        relation = {"rel_type": "m.annotation", "event_id": event, "key": key}
        return await self.send(room, {"m.relates_to": relation}, "m.reaction")

    async def redact(self, room: str, event: str) -> str:
        """Remove a message, or take back a reaction."""
        path = f"/rooms/{quote(room)}/redact/{quote(event)}/{secrets.token_hex(8)}"
        return str((await self.call("PUT", path, {}))["event_id"])

    async def state(self, room: str, kind: str, key: str = "") -> Json:
        """The content of one state event."""
        return await self.call("GET", f"/rooms/{quote(room)}/state/{kind}/{quote(key)}")

    async def set_state(self, room: str, kind: str, content: Mapping[str, object], key: str = "") -> None:
        """Change one state event."""
        await self.call("PUT", f"/rooms/{quote(room)}/state/{kind}/{quote(key)}", content)

    async def set_power(self, room: str, who: str, level: int | None) -> None:
        """Give somebody a power level, or with None take them off the list."""
        levels = await self.state(room, "m.room.power_levels")
        users = levels.get("users")
        given = dict(users) if isinstance(users, dict) else {}
        given.pop(who, None)
        await self.set_state(
            room,
            "m.room.power_levels",
            {**levels, "users": given if level is None else {**given, who: level}},
        )

    async def members(self, room: str) -> Mapping[str, str]:
        """Everybody's membership, by user id."""
        found = await self.call("GET", f"/rooms/{quote(room)}/members")
        chunk = found["chunk"]
        assert isinstance(chunk, list)
        return {event["state_key"]: event["content"]["membership"] for event in chunk}

    async def until_member(self, room: str, who: str, membership: str = "join") -> None:
        """Wait until somebody is in the room, or out of it."""
        since = ""
        while (await self.members(room)).get(who) != membership:
            answer = await self.call("GET", f"/sync?timeout=5000{since}")
            since = f"&since={quote(str(answer['next_batch']))}"

    async def messages(self, room: str) -> Sequence[Json]:
        """All events of a room that this person may see, oldest first."""
        events: list[Json] = []
        start = ""
        while True:
            page = await self.call("GET", f"/rooms/{quote(room)}/messages?dir=f&limit=500{start}")
            chunk = page["chunk"]
            assert isinstance(chunk, list)
            events.extend(chunk)
            if not chunk or "end" not in page:
                return events
            start = f"&from={quote(str(page['end']))}"

    async def invitations(self) -> Mapping[str, str]:
        """The rooms one is asked into, and by whom."""
        rooms = (await self.call("GET", "/sync")).get("rooms", {})
        assert isinstance(rooms, dict)
        return {room: self._inviter(asked) for room, asked in rooms.get("invite", {}).items()}

    def _inviter(self, asked: Mapping[str, Mapping[str, Sequence[Mapping[str, str]]]]) -> str:
        events = asked["invite_state"]["events"]
        return next(e["sender"] for e in events if e["type"] == "m.room.member" and e["state_key"] == self.id)

    async def joined_rooms(self) -> Sequence[str]:
        """The rooms one is in."""
        rooms = (await self.call("GET", "/joined_rooms"))["joined_rooms"]
        assert isinstance(rooms, list)
        return rooms
