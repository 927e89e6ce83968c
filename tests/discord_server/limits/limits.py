"""Limits of rate, announced and enforced as Discord's API documentation has it ("Rate Limits")."""

from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic, time

from aiohttp import web
from aiohttp.typedefs import Middleware
from msgspec import Struct, field

from tests.discord_server.render import Json, reply

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

A_SECOND = 50
"""Requests of one bot, but for those that answer interactions."""
IN_A_CHANNEL, WITHIN = 5, 5.0
"""Messages of one channel, and changes to them: so many within so many seconds."""
_UNCOUNTED = ("/api/v10/interactions/", "/api/v10/webhooks/", "/gateway")


class _Bucket(Struct):
    """What is left of one route in one channel."""

    left: int
    until: float


class Limits(Struct):
    """None of it before it is switched on."""

    on: bool = False
    refused: int = 0
    """Requests that were one too many."""
    _taken: deque[float] = field(default_factory=deque)
    _buckets: dict[tuple[str, str, str], _Bucket] = field(default_factory=dict)

    @property
    def middleware(self) -> Middleware:
        @web.middleware
        async def around(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not self.on or request.path.startswith(_UNCOUNTED):
                return await handler(request)
            return await self._answer(request, handler)

        return around

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        now = monotonic()
        while self._taken and self._taken[0] <= now - 1:
            self._taken.popleft()
        if len(self._taken) >= A_SECOND:
            return self._too_many(self._taken[0] + 1 - now, "global")
        self._taken.append(now)
        channel = request.match_info.get("channel", "")
        if not channel:
            return await handler(request)
        key = (request.method, _route(request), channel)
        bucket = self._buckets.get(key)
        if bucket is None or bucket.until <= now:
            bucket = self._buckets[key] = _Bucket(IN_A_CHANNEL, now + WITHIN)
        if not bucket.left:
            return self._too_many(bucket.until - now, "user")
        bucket.left -= 1
        response = await handler(request)
        response.headers.update(_announced(bucket, f"{request.method} {_route(request)}", now))
        return response

    def _too_many(self, seconds: float, scope: str) -> web.Response:
        self.refused += 1
        told: Json = {"message": "You are being rate limited.", "retry_after": round(seconds, 3)}
        answer = reply(told | {"global": scope == "global"}, status=429)
        answer.headers.update(
            {"Retry-After": str(int(seconds) + 1), "X-RateLimit-Scope": scope, "Via": "1.1 discord"}
        )
        if scope == "global":
            answer.headers["X-RateLimit-Global"] = "true"
        return answer


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource else request.path


def _announced(bucket: _Bucket, name: str, now: float) -> dict[str, str]:
    seconds = bucket.until - now
    return {
        "X-RateLimit-Limit": str(IN_A_CHANNEL),
        "X-RateLimit-Remaining": str(bucket.left),
        "X-RateLimit-Reset": f"{time() + seconds:.3f}",
        "X-RateLimit-Reset-After": f"{seconds:.3f}",
        "X-RateLimit-Bucket": name.replace(" ", "-"),
    }
