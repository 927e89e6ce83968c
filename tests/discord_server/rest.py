"""What all REST routes share: the token, errors as Discord words them, and faults that a test orders."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

from tests.discord_server.description.openapi import Request, described
from tests.discord_server.faults.ordered import Ordered, broken
from tests.discord_server.render import Json, reply
from tests.discord_server.uploads.forms import form
from tests.discord_server.world import Refused, World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_WITHOUT_TOKEN = ("/api/v10/interactions/", "/api/v10/webhooks/", "/gateway", "/attachments/")


class Guard:
    """Stands before every route."""

    def __init__(self, world: World, token: Callable[[], str], ordered: Ordered) -> None:
        self._world = world
        self._token = token
        self._ordered = ordered
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
        fault = self._ordered.fault(request)
        try:
            if fault is not None and not fault.applied:
                return broken(request, fault)
            self._check_token(request)
            await self._check_form(request)
            response = await handler(request)
        except Refused as refusal:
            return reply({"code": refusal.code, "message": refusal.message}, status=refusal.status)
        finally:
            self._world.changed()
        await self._ordered.keep_back(request)
        return response if fault is None else broken(request, fault)

    def _check_token(self, request: web.Request) -> None:
        if request.path.startswith(_WITHOUT_TOKEN):
            return
        if request.headers.get("Authorization") != f"Bot {self._token()}":
            raise Refused(401, 0, "401: Unauthorized")

    async def _check_form(self, request: web.Request) -> None:
        if self._described is None or not request.path.startswith("/api/"):
            return
        sent = await form(request) if request.can_read_body else None
        wrong = list(self._described.violations(Request(request.method, request.path, request.query, sent)))
        self.violations += wrong
        if wrong:
            raise invalid("body", wrong[0])


def nothing() -> web.Response:
    return web.Response(status=204)


async def body(request: web.Request) -> Json:
    data = await form(request)
    if not isinstance(data, dict):
        raise Refused(400, 50109, "The request body contains invalid JSON.")
    return data


def invalid(field: str, why: str) -> Refused:
    return Refused(400, 50035, f"Invalid Form Body: {field}: {why}")
