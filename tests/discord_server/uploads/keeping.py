"""Where Discord keeps files, for whoever has the address; a test says how one comes."""

import gzip
from collections.abc import Mapping
from typing import Literal

from aiohttp import web

from tests.discord_server.world import World

Way = Literal["whole", "endless", "packed", "elsewhere", "never"]


class Keeping:
    """The files of all messages."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.ways: dict[str, Way] = {}
        """How a file comes, by its name, if not as it is."""

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/attachments/{channel}/{message}/{name}", self._give)]

    async def _give(self, request: web.Request) -> web.StreamResponse:
        where: Mapping[str, str] = request.match_info
        message = self._world.message(where["message"])
        content = next(each.content for each in message.files if each.name == where["name"])
        match self.ways.get(where["name"], "whole"):
            case "whole":
                return web.Response(body=content)
            case "packed":
                return web.Response(body=gzip.compress(content), headers={"Content-Encoding": "gzip"})
            case "elsewhere":
                raise web.HTTPFound(f"{request.url.path}?again=1")
            case "endless":
                return await self._endless(request, content)
            case "never":
                return await self._endless(request, b"")

    async def _endless(self, request: web.Request, content: bytes) -> web.StreamResponse:
        """The content again and again, or nothing, until the reader hangs up."""
        response = web.StreamResponse()
        await response.prepare(request)
        while content:
            await response.write(content)
        await self._world.until(lambda: request.transport is None or request.transport.is_closing())
        return response
