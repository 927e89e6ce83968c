"""What all REST routes share: the token, errors as Discord words them, and faults that a test orders."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.typedefs import Middleware

from tests.discord_server.description.openapi import Request, described
from tests.discord_server.render import Json
from tests.discord_server.world import Refused, World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_WITHOUT_TOKEN = ("/api/v10/interactions/", "/api/v10/webhooks/", "/gateway")


@dataclass
class Fault:
    """One request that goes wrong: answered with a status (0: not at all), applied before that or not."""

    method: str
    path: str
    status: int
    applied: bool
    retry_after: str | None = None


@dataclass
class Held:
    """One request that is carried out, and whose answer is kept back until it is let go."""

    method: str
    path: str
    done: asyncio.Event = field(default_factory=asyncio.Event)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)


class Guard:
    """Stands before every route."""

    def __init__(self, world: World, token: Callable[[], str]) -> None:
        self._world = world
        self._token = token
        self.faults: list[Fault] = []
        self.held: list[Held] = []
        self.requests: list[tuple[str, str]] = []
        self.violations: list[str] = []
        """What Discord's own description of its API forbids."""
        self._described = described()

    @property
    def middleware(self) -> Middleware:
        @web.middleware
        async def around(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._answer(request, handler)

        return around

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.requests.append((request.method, request.path))
        fault = self._fault(request)
        try:
            if fault is not None and not fault.applied:
                return _broken(request, fault)
            self._check_token(request)
            await self._check_form(request)
            response = await handler(request)
        except Refused as refusal:
            return reply({"code": refusal.code, "message": refusal.message}, status=refusal.status)
        finally:
            self._world.changed()
        for held in [one for one in self.held if _meant(one, request)]:
            self.held.remove(held)
            held.done.set()
            await held.let_go.wait()
        return response if fault is None else _broken(request, fault)

    def _check_token(self, request: web.Request) -> None:
        if request.path.startswith(_WITHOUT_TOKEN):
            return
        if request.headers.get("Authorization") != f"Bot {self._token()}":
            raise Refused(401, 0, "401: Unauthorized")

    async def _check_form(self, request: web.Request) -> None:
        if self._described is None or not request.path.startswith("/api/"):
            return
        sent = await request.json() if request.can_read_body else None
        wrong = list(self._described.violations(Request(request.method, request.path, request.query, sent)))
        self.violations += wrong
        if wrong:
            raise invalid("body", wrong[0])

    def _fault(self, request: web.Request) -> Fault | None:
        for fault in self.faults:
            if _meant(fault, request):
                self.faults.remove(fault)
                return fault
        return None


def _meant(one: Fault | Held, request: web.Request) -> bool:
    return one.method == request.method and one.path in request.path


def _broken(request: web.Request, fault: Fault) -> web.StreamResponse:
    if fault.status == 0 and request.transport is not None:
        request.transport.abort()
    answer = reply({"code": 0, "message": "as ordered"}, status=fault.status or 500)
    if fault.retry_after is not None:
        answer.headers["Retry-After"] = fault.retry_after
    return answer


def reply(data: object, *, status: int = 200) -> web.Response:
    """JSON with exactly the content type that discord.py looks for."""
    body = json.dumps(data).encode()
    return web.Response(body=body, status=status, headers={"Content-Type": "application/json"})


def nothing() -> web.Response:
    return web.Response(status=204)


async def body(request: web.Request) -> Json:
    data = await request.json()
    if not isinstance(data, dict):
        raise Refused(400, 50109, "The request body contains invalid JSON.")
    return data


def invalid(field: str, why: str) -> Refused:
    return Refused(400, 50035, f"Invalid Form Body: {field}: {why}")
