"""A homeserver on loopback that answers what it is told to, byte by byte."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import unquote

from aiohttp import web
from msgspec import Struct, field

Json = dict[str, Any]

BOT, ANA, MALLORY = "@bot:x", "@ana:x", "@mallory:x"
HALL, SEALED, CHAT = "!hall:x", "!sealed:x", "!chat:x"
POSITION = re.compile(r"p(\d+)")


OFFERING: Json = {
    "type": "m.room.message",
    "sender": BOT,
    "event_id": "$offering",
    "origin_server_ts": 1_795_000_000_000,
    "content": {
        "body": "x",
        "org.evenfloor.offers": [
            {"token": "1:abcdefgh::position", "sign": "\N{THUMBS UP SIGN}", "asks": False}
        ],
    },
}
"""What the bot has said in each room, as the homeserver tells it."""


def state(kind: str, key: str, content: Json, sender: str = ANA) -> Json:
    """An event of a room's state."""
    return {
        "type": kind,
        "state_key": key,
        "sender": sender,
        "content": content,
        "event_id": f"${kind}-{key}",
        "origin_server_ts": 1,
    }


def member(user: str, name: str) -> Json:
    """Somebody is in the room."""
    return state("m.room.member", user, {"membership": "join", "displayname": name}, user)


MEMBERS = [member(BOT, "Evenfloor"), member(ANA, "Ana"), member(MALLORY, "Mallory")]
ENCRYPTION = state("m.room.encryption", "", {"algorithm": "m.megolm.v1.aes-sha2"})
STATE = {HALL: MEMBERS, SEALED: [*MEMBERS, ENCRYPTION], CHAT: [*MEMBERS[:2], ENCRYPTION]}


ENDLESS = 20
"""Whoever asks for one answer more often than that gets no further."""


class Homeserver(Struct):
    """Serves one account. Everything it says of others can be spoiled before it is sent."""

    spoil: Callable[[str, Json], bytes] = lambda _, answer: json.dumps(answer).encode()
    """Makes the bytes of an answer, by the name of what was asked."""
    answers: list[bytes] = field(default_factory=list)
    """Of /sync, by position."""
    bad_tries: dict[int, list[tuple[int, bytes]]] = field(default_factory=dict)
    """Status and body of what comes instead of an answer at first, by its position."""
    events: list[tuple[str, int, object]] = field(default_factory=list)
    """What was said in rooms, with the position of its answer."""
    device_keys: dict[str, Json] = field(default_factory=dict)
    bot_keys: Json = field(default_factory=dict)
    bot_one_time_keys: list[Json] = field(default_factory=list)
    to_devices: list[Json] = field(default_factory=list)
    sent: list[Json] = field(default_factory=list)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    asked: int = -1
    """From which position on the bot wanted to hear more when it last asked."""
    repeats: int = 0
    """How often it has asked for the same good answer again."""

    async def nothing_comes(self) -> None:
        """Until all was told and more is asked for, or the same was asked for again and again."""
        async with self.changed:
            await self.changed.wait_for(lambda: self.asked >= len(self.answers) or self.repeats > ENDLESS)

    async def feed(self, answer: bytes, said: Sequence[tuple[str, object]] = ()) -> None:
        """The next answer; `said` is what a look into a room's history finds of it."""
        async with self.changed:
            self.answers.append(answer)
            self.events += [(room, len(self.answers), event) for room, event in said]
            self.changed.notify_all()

    async def answer(self, request: web.Request) -> web.Response:
        """One request."""
        parts = [unquote(part) for part in request.rel_url.raw_path.split("/")[4:]]
        if parts == ["sync"]:
            return await self._sync(request)
        body: Json = json.loads(await request.read() or b"{}")
        found = self._room(request, parts[1:], body) if parts[0] == "rooms" else self._account(parts, body)
        if found is None:
            return _json(404, b'{"errcode": "M_NOT_FOUND"}')
        return _json(200, self.spoil(*found))

    def _account(self, parts: Sequence[str], body: Json) -> tuple[str, Json] | None:
        match parts:
            case ["login"]:
                flows = {"flows": [{"type": "m.login.password"}]}
                return "login", {**flows, "user_id": BOT, "device_id": "BOT", "access_token": "t"}
            case ["account", "whoami"]:
                return "login", {"user_id": BOT, "device_id": "BOT"}
            case ["joined_rooms"]:
                return "rooms", {"joined_rooms": list(STATE)}
            case ["user", _, "account_data", "m.direct"]:
                return "direct", {ANA: [CHAT]}
            case ["keys", kind]:
                return f"keys/{kind}", self._keys(kind, body)
            case ["sendToDevice", *_]:
                self.to_devices.append(body["messages"])
                return "sent", {}
        return None

    def _room(self, request: web.Request, parts: Sequence[str], body: Json) -> tuple[str, Json] | None:
        match parts:
            case [room, "joined_members"]:
                users = [event["state_key"] for event in STATE[room] if event["type"] == "m.room.member"]
                return "members", {"joined": {user: {"display_name": None} for user in users}}
            case [room, "members"]:
                return "members", {"chunk": [e for e in STATE[room] if e["type"] == "m.room.member"]}
            case [room, "messages"]:
                return "messages", self._messages(room, request.query)
            case [_, "event", _]:
                return "event", OFFERING
            case [_, "context", _]:
                return "context", {"events_before": [OFFERING]}
            case [_, "send", _, _]:
                self.sent.append(body)
                return "sent", {"event_id": f"$sent-{len(self.sent)}"}
        return None

    def _keys(self, kind: str, body: Json) -> Json:
        if kind == "upload":
            self.bot_keys = body.get("device_keys", self.bot_keys)
            self.bot_one_time_keys += body.get("one_time_keys", {}).values()
            return {"one_time_key_counts": {"signed_curve25519": len(self.bot_one_time_keys)}}
        if kind == "query":
            return {"device_keys": {user: self._devices(user) for user in body["device_keys"]}}
        return {"one_time_keys": {user: {} for user in body["one_time_keys"]}}

    def _devices(self, user: str) -> Json:
        if user == BOT:
            return {"BOT": self.bot_keys} if self.bot_keys else {}
        return {keys["device_id"]: keys for keys in (self.device_keys.get(user),) if keys}

    def _messages(self, room: str, asked: Mapping[str, str]) -> Json:
        end, begin = _number(asked.get("from")), _number(asked.get("to"))
        found = [event for where, at, event in self.events if where == room and begin < at <= end]
        return {"chunk": found[::-1]}

    async def _sync(self, request: web.Request) -> web.Response:
        since = request.query.get("since")
        if since is None:
            return _json(200, json.dumps(self._snapshot(len(self.answers))).encode())
        at = _number(since)
        async with self.changed:
            new = at != self.asked or at >= len(self.answers) or at in self.bad_tries
            self.asked, self.repeats = at, 0 if new else self.repeats + 1
            self.changed.notify_all()
        if request.query.get("full_state") == "true":
            return _json(200, json.dumps(self._snapshot(at)).encode())
        timeout = int(request.query.get("timeout", "0")) / 1000
        try:
            async with asyncio.timeout(timeout), self.changed:
                await self.changed.wait_for(lambda: len(self.answers) > at)
        except TimeoutError:
            return _json(200, json.dumps({"next_batch": since}).encode())
        if tries := self.bad_tries.get(at):
            status, body = tries.pop(0)
            self.bad_tries = {position: left for position, left in self.bad_tries.items() if left}
            return web.Response(status=status, body=body, content_type="application/json")
        return _json(200, self.answers[at])

    def _snapshot(self, at: int) -> Json:
        rooms = {room: {"state": {"events": events}} for room, events in STATE.items()}
        return {"next_batch": f"p{at}", "rooms": {"join": rooms}}


def _number(position: str | None) -> int:
    found = POSITION.fullmatch(position or "")
    return int(found[1]) if found else 0


def _json(status: int, body: bytes) -> web.Response:
    return web.Response(status=status, body=body, content_type="application/json")


@asynccontextmanager
async def serving(homeserver: Homeserver) -> AsyncIterator[str]:
    """The address at which it answers."""
    application = web.Application(client_max_size=2**26)
    application.router.add_route("*", "/{path:.*}", homeserver.answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()
