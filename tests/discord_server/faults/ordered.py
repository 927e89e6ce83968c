"""Requests that go wrong: answered with an error, not at all, or late."""

import asyncio

from aiohttp import web
from msgspec import Struct, field

from tests.discord_server.render import Json, reply


class Fault(Struct):
    """One request that goes wrong: answered with a status (0: not at all), applied before that or not."""

    method: str
    path: str
    status: int
    applied: bool
    retry_after: str | None = None
    code: int = 0
    """Discord's own, beside the status."""
    limit: str = ""
    """Of which limit of rate Discord itself speaks ("user", "global"), not a proxy in between."""


class Held(Struct):
    """One request that is carried out, and whose answer is kept back until it is let go."""

    method: str
    path: str
    done: asyncio.Event = field(default_factory=asyncio.Event)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)


class Ordered(Struct):
    """All that were ordered and have not come yet."""

    faults: list[Fault] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    away: bool = False
    """Whether nobody answers at all."""

    def fault(self, request: web.Request) -> Fault | None:
        """What goes wrong with this one, if something does."""
        if self.away:
            return Fault(request.method, request.path, 0, applied=False)
        for fault in self.faults:
            if _meant(fault, request):
                self.faults.remove(fault)
                return fault
        return None

    async def keep_back(self, request: web.Request) -> None:
        """Wait as long as the test wants, where it wants that."""
        for held in [one for one in self.held if _meant(one, request)]:
            self.held.remove(held)
            held.done.set()
            await held.let_go.wait()


def broken(request: web.Request, fault: Fault) -> web.StreamResponse:
    """What the bot gets in place of the answer."""
    if fault.status == 0 and request.transport is not None:
        request.transport.abort()
    told: Json = {"code": fault.code, "message": "as ordered"}
    if fault.limit:
        told |= {"retry_after": 0.01, "global": fault.limit == "global"}
    answer = reply(told, status=fault.status or 500)
    if fault.limit:
        answer.headers["Via"] = "1.1 google"  # by which the library tells it from a proxy's
    if fault.retry_after is not None:
        answer.headers["Retry-After"] = fault.retry_after
    return answer


def _meant(one: Fault | Held, request: web.Request) -> bool:
    return one.method == request.method and one.path in request.path
