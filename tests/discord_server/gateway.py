"""The gateway: sessions over websockets, numbered events, resuming with what was missed."""

import json
from collections.abc import Callable

from aiohttp import WSMsgType, web
from msgspec import Struct, field

from tests.discord_server import render
from tests.discord_server.guilds.guild import Guild
from tests.discord_server.render import Json
from tests.discord_server.world import World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
_VOICE_STATES = 1 << 7
_REACTIONS = 1 << 10
_WANTED = {
    "VOICE_STATE_UPDATE": _VOICE_STATES,
    "MESSAGE_REACTION_ADD": _REACTIONS,
    "MESSAGE_REACTION_REMOVE": _REACTIONS,
}
"""What is told only to sessions with that intent."""
WORDS = 1 << 15
"""The message content intent."""
_PRIVILEGED = 1 << 1 | 1 << 8
"""Members, presences."""


class Session(Struct):
    id: str
    intents: int = 0
    events: list[Json] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None
    request: web.Request | None = None

    async def send(self, name: str, data: Json) -> None:
        """Number the event and keep it; a lost socket gets it when it resumes."""
        event: Json = {"op": DISPATCH, "t": name, "s": len(self.events) + 1, "d": data}
        self.events.append(event)
        if self.socket is not None and not self.socket.closed:
            await self.socket.send_json(event)


class Gateway:
    """All sessions of the bot."""

    def __init__(self, world: World, token: Callable[[], str], address: Callable[[], str]) -> None:
        self._world = world
        self._token = token
        self._address = address
        self.sessions: dict[str, Session] = {}
        self.voice_states: Callable[[str], list[Json]] = lambda _: []
        """Who is in which voice channel of a server, for a bot that wants to know."""
        self.refusing = False
        self.resumed = 0

    @property
    def connected(self) -> bool:
        return any(session.socket is not None for session in self.sessions.values())

    async def dispatch(self, name: str, data: Json) -> None:
        for session in list(self.sessions.values()):
            wanted = _WANTED.get(name, 0)
            if not wanted or session.intents & wanted:
                await session.send(name, data)

    async def cut(self) -> None:
        """Drop every socket without a word, as a lost network does."""
        for session in self.sessions.values():
            if session.request is not None and session.request.transport is not None:
                session.request.transport.abort()
            session.socket = session.request = None

    async def tell(self, op: int, data: object) -> None:
        """Send a bare operation: RECONNECT, or INVALID with True or False."""
        for session in self.sessions.values():
            if session.socket is not None:
                await session.socket.send_json({"op": op, "d": data})

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self.refusing:
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": 41250}})
        session: Session | None = None
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            payload = json.loads(frame.data)
            match payload["op"]:
                case 1:
                    await socket.send_json({"op": ACK})
                case 2:
                    session = await self._identify(socket, request, payload["d"])
                case 6:
                    session = await self._resume(socket, request, payload["d"])
        if session is not None and session.socket is socket:
            session.socket = session.request = None
        self._world.changed()
        return socket

    async def _identify(
        self, socket: web.WebSocketResponse, request: web.Request, data: Json
    ) -> Session | None:
        if data["token"] != self._token():
            await socket.close(code=4004, message=b"Authentication failed.")
            return None
        intents = int(str(data["intents"]))
        if intents & _PRIVILEGED or (intents & WORDS and not self._world.words_allowed):
            await socket.close(code=4014, message=b"Disallowed intent(s).")
            return None
        self._world.brings_words = bool(intents & WORDS)
        session = Session(self._world.new_id(), intents, socket=socket, request=request)
        self.sessions = {session.id: session}
        await session.send("READY", self._ready(session))
        for guild in self._joined():
            states = self.voice_states(guild.id) if session.intents & _VOICE_STATES else []
            there = [str(state["user_id"]) for state in states]
            whole = render.guild_in_full(self._world, guild, there) | {"voice_states": states}
            await session.send("GUILD_CREATE", whole)
        self._world.changed()
        return session

    async def _resume(
        self, socket: web.WebSocketResponse, request: web.Request, data: Json
    ) -> Session | None:
        if data["token"] != self._token():
            await socket.close(code=4004, message=b"Authentication failed.")
            return None
        session = self.sessions.get(str(data["session_id"]))
        if session is None:
            await socket.send_json({"op": INVALID, "d": False})
            return None
        told = int(str(data["seq"] or 0))
        while told < len(session.events):
            told += 1
            await socket.send_json(session.events[told - 1])
        session.socket, session.request = socket, request
        await session.send("RESUMED", {})
        self.resumed += 1
        self._world.changed()
        return session

    def _joined(self) -> list[Guild]:
        """The servers that the bot was invited to."""
        return [one for one in self._world.guilds.values() if self._world.bot.id in one.members]

    def _ready(self, session: Session) -> Json:
        return {
            "v": 10,
            "user": render.user(self._world.bot),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in self._joined()],
            "session_id": session.id,
            "resume_gateway_url": self._address(),
            "application": {"id": self._world.bot.id, "flags": 0},
        }
